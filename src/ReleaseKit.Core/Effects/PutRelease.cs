using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Effects;

/// <summary>Makes the release of a tag public on a forge.</summary>
/// <param name="Repository">The repository there, owner and name.</param>
/// <param name="Tag">The tag, without <c>refs/tags/</c>.</param>
/// <param name="Name">The release's headline.</param>
public sealed record PutRelease(string Repository, string Tag, string Name) : Effect
{
    /// <inheritdoc/>
    public override string Describe() => $"release {DisplayText.Line(Name)} on {DisplayText.Line(Repository)} for the tag {DisplayText.Line(Tag)}";
}
