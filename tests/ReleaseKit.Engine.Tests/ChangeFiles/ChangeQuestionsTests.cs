using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.ChangeFiles;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Tests.Releasing;

namespace ReleaseKit.Engine.Tests.ChangeFiles;

public sealed class ChangeQuestionsTests : IDisposable
{
    private readonly GitWorkspace _workspace = new GitWorkspace().Npm("a", "@acme/a").Npm("b", "b").Npm("c", "c", more: "\"private\": true").Python("p", "shared").Npm("s", "shared").Initialize();

    [Fact]
    public async Task WhatIsGivenIsNotAskedFor()
    {
        var change = await AnswerAsync(["@acme/a", "npm:b", "b", "python:shared"], "minor", " Add things\r\nMore ");
        change.Packages.ShouldBe(["@acme/a", "b", "python:shared"]);
        (change.Level, change.Text).ShouldBe((BumpLevel.Minor, "Add things\nMore"));
    }

    [Fact]
    public async Task ChangedPackagesComeFirstAndAreMeantByNothing()
    {
        _workspace.Git("checkout", "--quiet", "-b", "topic");
        _workspace.Commit("change b", "b/x").Write("b/y", "not committed").Write(".changeset/z.md", "---\n---\n");
        var prompt = new Answers("", "", "Mend it");
        var change = await AnswerAsync(prompt);
        change.Packages.ShouldBe(["b"]);
        (change.Level, change.Text).ShouldBe((BumpLevel.Patch, "Mend it"));
        prompt.Questions[0].ShouldStartWith("  1 npm:b  2 changed files since main\n  2 npm:@acme/a\n  3 npm:shared\n  4 python:shared\nWhich packages?");
    }

    [Fact]
    public async Task AnAnswerThatCannotBeUsedIsAskedForAgain()
    {
        var prompt = new Answers("", "2,nothing", "1, b", "huge", "none", "", "Nothing to see");
        var change = await AnswerAsync(prompt);
        change.Packages.ShouldBe(["@acme/a", "b"]);
        (change.Level, change.Text).ShouldBe((BumpLevel.None, "Nothing to see"));
        prompt.Questions[2].ShouldStartWith("There is no package 'nothing'.");
        prompt.Questions[4].ShouldContain("'huge' is no type of change.");
    }

    [Fact]
    public async Task OnlyWhatIsMissingIsAskedFor()
    {
        var prompt = new Answers("major");
        (await AnswerAsync(prompt, ["b"], text: "Drop it")).Level.ShouldBe(BumpLevel.Major);
        prompt.Questions.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("", "patch", "x", "ReleaseChangePackages is missing.")]
    [InlineData("b", "", "x", "ReleaseChangeBump is missing.")]
    [InlineData("b", "patch", " ", "ReleaseChangeText is missing.")]
    public async Task WithoutATerminalWhatIsMissingIsNamedWithACommand(string packages, string bump, string text, string expected)
    {
        _workspace.Git("checkout", "--quiet", "-b", "topic");
        _workspace.Commit("change b", "b/x");
        var problem = await Coded.ThrowsAsync(ChangeFileCodes.Incomplete, () => AnswerAsync(Split(packages), bump, text));
        problem.Message.ShouldStartWith(expected);
        problem.Message.ShouldContain("Changed since main: npm:b.");
        problem.Message.ShouldContain("-p:ReleaseChangePackages=b ");
    }

    [Fact]
    public async Task TheEndOfInputIsNoAnswer() => await Coded.ThrowsAsync(ChangeFileCodes.Incomplete, () => AnswerAsync(new Answers("b")));

    [Theory]
    [InlineData("@acme/aa", "Did you mean '@acme/a'?")]
    [InlineData("shared", "npm:shared, python:shared")]
    [InlineData("b", "npm:b is not released: excluded by releasekit.toml")]
    public async Task ANameThatCannotBeMeantIsRefused(string name, string expected)
    {
        _workspace.Properties["exclude"] = "b";
        (await Coded.ThrowsAsync(PlanCodes.UnknownPackage, () => AnswerAsync([name], "patch", "x"))).Message.ShouldContain(expected);
    }

    [Fact]
    public async Task ALevelThatThereIsNotIsRefused() =>
        (await Coded.ThrowsAsync(ChangeFileCodes.Type, () => AnswerAsync(["b"], "mjaor", "x"))).Message.ShouldContain("Did you mean 'major'?");

    [Fact]
    public async Task ABranchThatWasAskedForMustBeThere()
    {
        await Coded.ThrowsAsync(CheckCodes.Since, () => AnswerAsync(["b"], "patch", "x", since: "origin/nowhere"));
        await Coded.ThrowsAsync(CheckCodes.Since, () => AnswerAsync(["b"], "patch", "x", since: "--all"));
    }

    [Fact]
    public async Task ABranchWithoutCommonHistoryIsNoBase()
    {
        _workspace.Git("checkout", "--quiet", "--orphan", "other");
        _workspace.Commit("chore: other", "x");
        (await Coded.ThrowsAsync(CheckCodes.Since, () => AnswerAsync(["b"], "patch", "x", since: "main"))).Message.ShouldContain("share no history");
    }

    public void Dispose() => _workspace.Dispose();

    private static string[] Split(string names) => names.Split(';', StringSplitOptions.RemoveEmptyEntries);

    private Task<NewChange> AnswerAsync(string[] packages, string bump, string text, string since = "") => AnswerAsync(new Answers(), packages, bump, text, since);

    private async Task<NewChange> AnswerAsync(Answers answers, string[]? packages = null, string bump = "", string text = "", string since = "")
    {
        var git = await GitRepository.OpenAsync(new ProcessRunner(new ProcessEnvironment()), _workspace.Root, GitWorkspace.Token);
        var discovered = await _workspace.DiscoverAsync();
        var branch = await BaseBranch.FindAsync(git, discovered, since, GitWorkspace.Token);
        var changed = branch is { } b ? ChangedPackages.Find(discovered, b.Changes) : [];
        return await new ChangeQuestions(discovered, changed, branch?.Name).AnswerAsync(packages ?? [], bump, text, answers, GitWorkspace.Token);
    }

    /// <summary>Somebody who has made up their mind; nobody without any answer.</summary>
    private sealed class Answers(params string[] lines) : IPrompt
    {
        private readonly Queue<string> _lines = new(lines);

        public List<string> Questions { get; } = [];

        public bool IsAvailable => lines.Length > 0;

        public Task<string?> AskAsync(string question, CancellationToken cancellationToken)
        {
            Questions.Add(question);
            return Task.FromResult(_lines.TryDequeue(out var line) ? line : null);
        }
    }
}
