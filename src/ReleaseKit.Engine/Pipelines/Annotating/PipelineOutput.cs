using System.Text;

namespace ReleaseKit.Engine.Pipelines.Annotating;

/// <summary>A value for later jobs.</summary>
/// <param name="Name">Its name in lower case, words with hyphens between them.</param>
/// <param name="Value">The value.</param>
public sealed record PipelineOutput(string Name, string Value)
{
    /// <summary>The name where names are those of environment variables: <c>RELEASE_TAG</c> for <c>tag</c>.</summary>
    public string Variable => "RELEASE_" + Name.Replace('-', '_').ToUpperInvariant();

    /// <summary>Whether the value is a line of plain text, which every service can hand on.</summary>
    public bool IsLine => !Value.EnumerateRunes().Any(Rune.IsControl);
}
