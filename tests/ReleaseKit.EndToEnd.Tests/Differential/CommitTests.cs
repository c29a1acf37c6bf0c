using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using ReleaseKit.Core.Commits;
using ReleaseKit.Core.Versions;
using Shouldly;
using Xunit;

namespace ReleaseKit.EndToEnd.Tests.Differential;

/// <summary>
/// Holds the commit parser against conventional-commits-parser (with the preset conventionalcommits) and release-please, over
/// messages drawn at random. Every exception from "the same" is one that <c>docs/commits.md</c> tells.
/// </summary>
public sealed partial class CommitTests(CommitTests.Answers answers) : IClassFixture<CommitTests.Answers>
{
    private static readonly string[] KnownTypes = ["feat", "fix", "docs", "style", "refactor", "perf", "test", "build", "ci", "chore", "revert", "deps", "feature"];

    [Fact]
    public void HeadersOfConventionalCommitsParserAreReadAlike() => answers.Each((message, ours, theirs) =>
    {
        var header = theirs.GetProperty("conventional");
        if (header.GetProperty("type").GetString() is { Length: > 0 } type)
        {
            ours.ShouldNotBeEmpty(message);
            (ours[0].Type, ours[0].Scope ?? "", ours[0].Description).ShouldBe(
                (type.ToLowerInvariant(), header.GetProperty("scope").GetString() ?? "", WithoutNumber(header.GetProperty("subject").GetString()!)), message);
        }
    });

    [Fact]
    public void BreakingChangesOfConventionalCommitsParserAreBreaking() => answers.Each((message, ours, theirs) =>
    {
        var breaks = theirs.GetProperty("conventional").GetProperty("notes").GetArrayLength() > 0;
        if (breaks && !LowerCaseBreakingOnly(message))
        {
            ours.ShouldContain(change => change.Breaking, message);
        }
    });

    [Fact]
    public void RevertsOfConventionalCommitsParserNameTheSameCommit() => answers.Each((message, ours, theirs) =>
    {
        if (theirs.GetProperty("conventional").GetProperty("reverted").GetString() is { Length: > 0 } reverted)
        {
            ours.ShouldContain(change => change.RevertedCommit == reverted, message);
        }
    });

    [Fact]
    public void NoLevelIsBelowThatOfConventionalCommitsParser() => answers.Each((message, ours, theirs) =>
    {
        // Its "patch" is what it gives to everything else, documentation included.
        var theirLevel = theirs.GetProperty("conventional").GetProperty("bump").GetString();
        var level = ours.Select(ConventionalBump.LevelOf).DefaultIfEmpty().Max();
        if (!LowerCaseBreakingOnly(message))
        {
            (theirLevel == "major" && level < BumpLevel.Major).ShouldBeFalse(message);
            (theirLevel == "minor" && level < BumpLevel.Minor).ShouldBeFalse(message);
        }
    });

    [Fact]
    public void ChangesOfReleasePleaseAreReadAlike() => answers.Each((message, ours, theirs) =>
    {
        foreach (var change in theirs.GetProperty("releasePlease").EnumerateArray())
        {
            var type = change.GetProperty("type").GetString()!.ToLowerInvariant();
            var subject = WithoutNumber(change.GetProperty("subject").GetString()!);
            if (KnownTypes.Contains(type, StringComparer.Ordinal) && !IsFenced(message, subject) && !IsWithinParagraph(message, subject))
            {
                ours.ShouldContain(own => own.Type == type && own.Description == subject, message);
            }
        }
    });

    [Fact]
    public void BreakingChangesAndVersionsOfReleasePleaseCount() => answers.Each((message, ours, theirs) =>
    {
        foreach (var change in theirs.GetProperty("releasePlease").EnumerateArray())
        {
            if (change.GetProperty("breaking").GetBoolean())
            {
                ours.ShouldContain(own => own.Breaking, message);
            }

            if (change.GetProperty("releaseAs").GetString() is { } version)
            {
                ours.ShouldContain(own => own.ReleaseAs == version, message);
            }
        }
    });

    [Fact]
    public void OnlyWhatIsMarkedBreaks() => answers.Each((message, ours, _) =>
    {
        if (ours.Any(change => change.Breaking))
        {
            Fence().Replace(message, "").ShouldMatch("BREAKING[ -]CHANGE|!");
        }
    });

    [Fact]
    public void ASquashedBodyIsNotLostWhereReleasePleaseLosesTheCommit() => answers.Each((message, ours, theirs) =>
    {
        // It drops the whole commit when prose trips its grammar; a header that the other tool reads is a change here too.
        var lost = theirs.GetProperty("releasePlease").GetArrayLength() == 0;
        if (lost && theirs.GetProperty("conventional").GetProperty("type").GetString() is { Length: > 0 })
        {
            answers.Lost++;
            ours.ShouldNotBeEmpty(message);
        }
    }, () => answers.Lost.ShouldBeGreaterThan(0));

    [Fact]
    public void TheGeneratorReachesEveryException()
    {
        answers.Messages.ShouldContain(message => LowerCaseBreakingOnly(message));
        answers.Messages.ShouldContain(message => message.Contains("```", StringComparison.Ordinal));
        answers.Messages.ShouldContain(message => message.Contains("BEGIN_NESTED_COMMIT", StringComparison.Ordinal));
    }

    private static string WithoutNumber(string subject) => Number().Replace(subject, "").Trim();

    private static bool LowerCaseBreakingOnly(string message) =>
        message.Contains("breaking change:", StringComparison.Ordinal) && !UpperCaseBreaking().IsMatch(Fence().Replace(message, ""));

    /// <summary>Whether the text stands in a code fence, which is quoted text and no change.</summary>
    private static bool IsFenced(string message, string subject) =>
        Fence().Matches(message).Any(match => match.Value.Contains(subject, StringComparison.Ordinal));

    /// <summary>Whether the text stands below another line of its paragraph; release-please takes that for a footer and the footer for a commit.</summary>
    private static bool IsWithinParagraph(string message, string subject) =>
        Regex.IsMatch(message.ReplaceLineEndings("\n"), $@"[^\n]\n[^\n]*{Regex.Escape(subject)}") &&
        !Regex.IsMatch(message.ReplaceLineEndings("\n"), $@"(^|\n\n)[^\n]*{Regex.Escape(subject)}");

    [GeneratedRegex(@"(\s*\(#\d+\))+$")]
    private static partial Regex Number();

    [GeneratedRegex("BREAKING[ -]CHANGE")]
    private static partial Regex UpperCaseBreaking();

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    /// <summary>The messages and what the two tools make of them, asked once for all tests.</summary>
    public sealed class Answers
    {
        private readonly ImmutableArray<(string Message, JsonElement Theirs)> _answers;

        public Answers()
        {
            Messages = [.. new CommitMessages(Peers.Seed).Draw(Peers.Cases(1_500))];
            using var answers = Peers.Run("commits.mjs", Messages, "conventional-commits-parser", "conventional-changelog-conventionalcommits", "release-please");
            _answers = [.. Messages.Zip(answers.RootElement.EnumerateArray(), (message, theirs) => (message, theirs.Clone()))];
        }

        public ImmutableArray<string> Messages { get; }

        public int Lost { get; set; }

        public void Each(Action<string, ImmutableArray<ConventionalChange>, JsonElement> check, Action? afterwards = null)
        {
            foreach (var (message, theirs) in _answers)
            {
                check(message, CommitParser.Parse(message).Changes, theirs);
            }

            afterwards?.Invoke();
        }
    }
}
