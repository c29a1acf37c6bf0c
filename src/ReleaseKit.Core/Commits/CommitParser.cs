using System.Collections.Immutable;

namespace ReleaseKit.Core.Commits;

/// <summary>
/// Reads commit messages by Conventional Commits 1.0.0. Total: it never throws, and a message that follows no convention
/// comes back as such. One message may hold several changes: squashed commits, <c>BEGIN_NESTED_COMMIT</c> blocks, and
/// <c>BEGIN_COMMIT_OVERRIDE</c>, which replaces everything else.
/// </summary>
public static class CommitParser
{
    /// <summary>Reads one message.</summary>
    public static ConventionalCommit Parse(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var sections = CommitSections.Split(message);
        var changes = ImmutableArray.CreateBuilder<ConventionalChange>(sections.Count);
        foreach (var section in sections)
        {
            foreach (var change in Read(section))
            {
                if (!changes.Any(c => IsRepeated(c, change)))
                {
                    changes.Add(change);
                }
            }
        }

        var subject = Subject(message);
        var kind = changes.Any(c => c.Type.Length > 0) ? CommitKind.Conventional
            : subject.StartsWith("Merge ", StringComparison.Ordinal) ? CommitKind.Merge
            : CommitKind.Unconventional;
        return new ConventionalCommit(subject, kind, changes.ToImmutable());
    }

    private static IEnumerable<ConventionalChange> Read(CommitSection section)
    {
        var footers = section.Lines.Count == 0 ? default : CommitFooters.Read(section.Lines);
        var references = IssueReferences.Find(section.Subject, section.Lines);
        var quoted = section.Header is null ? RevertReader.QuotedSubject(section.Subject) : null;
        if (section.Header is not { } header)
        {
            if (quoted is null && !footers.Breaking && footers.ReleaseAs is null)
            {
                return [];
            }

            header = new CommitHeader(quoted is null ? "" : "revert", null, false, quoted ?? section.Subject);
        }

        // What is reverted is named by its whole subject, pull request number included.
        var description = quoted ?? IssueReferences.Without(header.Description);
        var change = new ConventionalChange(
            header.Type, header.Scope, description, header.Breaking || footers.Breaking, footers.BreakingNote, references, null, footers.ReleaseAs);
        if (header.Type != "revert")
        {
            return [change];
        }

        var reverted = RevertReader.RevertedCommits(section.Lines);
        return reverted.Count == 0 ? [change] : reverted.Select(name => change with { RevertedCommit = name });
    }

    /// <summary>A squash message lists the commit that gave it its subject again.</summary>
    private static bool IsRepeated(ConventionalChange earlier, ConventionalChange later) =>
        earlier.Type == later.Type && earlier.Scope == later.Scope && earlier.Description == later.Description &&
        earlier.RevertedCommit == later.RevertedCommit && !(later.Breaking && !earlier.Breaking) &&
        (later.BreakingNote is null || later.BreakingNote == earlier.BreakingNote) && (later.ReleaseAs is null || later.ReleaseAs == earlier.ReleaseAs);

    private static string Subject(string message)
    {
        var text = message.AsSpan().TrimStart();
        var end = text.IndexOfAny('\r', '\n');
        return (end < 0 ? text : text[..end]).TrimEnd().ToString();
    }
}
