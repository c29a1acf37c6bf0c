using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Effects;

/// <summary>Replaces the text of one file, makes the file, or removes it.</summary>
/// <param name="File">The file.</param>
/// <param name="Before">Its text now; null when it does not exist.</param>
/// <param name="After">Its text afterwards; null when it is removed.</param>
public sealed record WriteFile(RelativePath File, string? Before, string? After) : Effect
{
    /// <summary>The unified diff.</summary>
    public override string Describe() => DisplayText.Lines(UnifiedDiff.Create(File.Value, Before, After)).TrimEnd('\n');
}
