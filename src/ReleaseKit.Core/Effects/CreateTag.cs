using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Effects;

/// <summary>Makes an annotated tag.</summary>
/// <param name="Name">The tag's name, without <c>refs/tags/</c>.</param>
/// <param name="Commit">The full object name of the commit it names.</param>
/// <param name="Message">Its message.</param>
public sealed record CreateTag(string Name, string Commit, string Message) : Effect
{
    /// <inheritdoc/>
    public override string Describe() => $"tag {DisplayText.Line(Name)} at {Commit[..Math.Min(Commit.Length, 12)]}";
}
