using System.Collections.Immutable;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Effects;

/// <summary>Pushes branches and tags; never forced.</summary>
/// <param name="Remote">The remote's name.</param>
/// <param name="Refs">Full names such as <c>refs/tags/core-v1.2.0</c>.</param>
public sealed record Push(string Remote, ImmutableArray<string> Refs) : Effect
{
    /// <inheritdoc/>
    public override string Describe() =>
        $"push to {DisplayText.Line(Remote)}{string.Concat(Refs.Select(name => $"\n  {DisplayText.Line(name)}"))}";
}
