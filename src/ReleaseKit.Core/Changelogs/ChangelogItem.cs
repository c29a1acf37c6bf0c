using System.Collections.Immutable;

namespace ReleaseKit.Core.Changelogs;

/// <summary>One line of a changelog, as plain text; rendering escapes it.</summary>
/// <param name="Text">What changed. Lines that begin with <c>- </c> or <c>* </c> are items below it.</param>
/// <param name="Scope">The part it concerns, shown in front; null when there is none.</param>
/// <param name="Commit">Object name of the commit, shown abbreviated; null when there is none.</param>
/// <param name="References">Issue and pull request numbers, without <c>#</c>.</param>
public sealed record ChangelogItem(string Text, string? Scope = null, string? Commit = null, ImmutableArray<string> References = default);
