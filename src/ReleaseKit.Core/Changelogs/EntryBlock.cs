using System.Text.RegularExpressions;

namespace ReleaseKit.Core.Changelogs;

/// <summary>A list item with everything indented below it, or a paragraph, table or fence, of one section of an entry.</summary>
/// <param name="Section">The heading that it stands below; empty above the first.</param>
/// <param name="Text">Its lines, without blank lines around them.</param>
internal sealed partial record EntryBlock(string Section, string Text)
{
    /// <summary>What it says, whatever its marks, links and blanks: two blocks that say the same have the same key.</summary>
    public string Key { get; } = Blanks().Replace(Link().Replace(Marker().Replace(Text, ""), "$1"), " ").Trim();

    /// <summary>Whether it is a list item.</summary>
    public bool IsItem => Marker().IsMatch(Text);

    /// <summary>The abbreviated commit that a generated item shows; null when it shows none, so that a person wrote it.</summary>
    public string? Commit => CommitMark().Match(Text) is { Success: true } match ? match.Groups["id"].Value[..7] : null;

    /// <summary>
    /// Whether the block was generated from something else than a change, which the stable entry says anew: the dependencies
    /// of a prerelease, and why a version without changes exists.
    /// </summary>
    public bool IsDerived => IsItem
        ? Key.StartsWith("Updated dependencies", StringComparison.Ordinal) || DependencyItem().IsMatch(Key) ||
          (Section.Equals("Dependencies", StringComparison.OrdinalIgnoreCase) && VersionStep().IsMatch(Key))
        : Section.Length == 0 && Reason().IsMatch(Key);

    [GeneratedRegex(@"\A[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+")]
    private static partial Regex Marker();

    [GeneratedRegex(@"\[((?:[^\[\]\\]|\\.)*)\]\([^()\s]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\A[^\n]*\(\[?(?<id>[0-9a-f]{7,40})\]?(?:\([^()\s]*\))?\)[ \t]*(?:\n|\z)|\A[-*][ ]+(?<id>[0-9a-f]{7,40}):[ ]")]
    private static partial Regex CommitMark();

    [GeneratedRegex(@"\A\*\*Dependency:\*\* \S+ (?:\S+ -> )?\S+\z|\A\S+@[0-9]\S*\z")]
    private static partial Regex DependencyItem();

    [GeneratedRegex(@"\A\S+ (?:\S+ -> )?[0-9]\S*\z")]
    private static partial Regex VersionStep();

    [GeneratedRegex(@"\A(?:First release\.|Synchronized with .*\.|Shares its version with .*\.|The manifest already says .*\.|Release-As: .*|No changes in this release\.)\z")]
    private static partial Regex Reason();
}
