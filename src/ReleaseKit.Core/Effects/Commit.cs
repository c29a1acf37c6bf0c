using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Effects;

/// <summary>Records exactly the named files in a commit.</summary>
/// <param name="Message">The whole message.</param>
/// <param name="Files">The files, in ordinal order.</param>
public sealed record Commit(string Message, ImmutableArray<RelativePath> Files) : Effect
{
    /// <inheritdoc/>
    public override string Describe() =>
        $"commit {Files.Length} file(s): {DisplayText.Line(Message.Split('\n')[0])}{string.Concat(Files.Select(file => $"\n  {DisplayText.Line(file.Value)}"))}";
}
