using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Packages;
using ReleaseKit.Testing;
using Shouldly;

namespace ReleaseKit.Engine.Tests.Preparing;

/// <summary>What people and repositories set up for git: signatures are made, hooks do not run, and no setting changes what is released.</summary>
public sealed class GitSettingsFlowTests : IDisposable
{
    private const string Branch = "releasekit/release/main";
    private readonly FlowBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("tag.gpgSign")]
    [InlineData("tag.forceSignAnnotated")]
    public async Task CommitsAndTagsAreSignedWhereGitIsSetUpSo(string tags)
    {
        var signers = SignWith("key", tags);
        _bench.Push("feat: more", "packages/core/index.js");
        await _bench.PrepareAsync();

        // Commits of people that are put on top are signed by whoever puts them there.
        var people = _bench.Clone();
        people.Git("checkout", "--quiet", Branch);
        people.Change("docs: by hand", "README.md");
        people.Git("push", "--quiet", "origin", Branch);
        _bench.Pull();
        _bench.Push("fix: less", "packages/app/index.js");
        await _bench.PrepareAsync();
        _bench.Forge.Merge(MergeMethod.Merge);
        (await _bench.TagAsync()).ShouldNotBeEmpty();

        foreach (var commit in new[] { "main^2", "main^2^" })
        {
            _bench.Remote.Git("-c", "gpg.ssh.allowedSignersFile=" + signers, "verify-commit", commit);
        }

        _bench.Remote.Git("log", "-1", "--format=%s", "main^2").Trim().ShouldBe("docs: by hand");
        foreach (var tag in new[] { "core-v1.1.0", "app-v1.0.1" })
        {
            _bench.Remote.Git("-c", "gpg.ssh.allowedSignersFile=" + signers, "verify-tag", tag);
        }
    }

    [Fact]
    public async Task ASignatureThatFailsStopsEachStepWithNothingLeftBehind()
    {
        _bench.Push("feat: more", "packages/core/index.js");
        _bench.Configure("[commit]\n\tgpgSign = true\n[gpg]\n\tprogram = false\n[user]\n\tsigningKey = ada\n");
        var clone = _bench.Clone();
        (await Coded.ThrowsAsync(GitCodes.Sign, () => _bench.PrepareAsync(clone))).Message.ShouldContain("failed to sign");
        _bench.Refs("refs/heads").ShouldBe(["refs/heads/main"]);
        _bench.Refs("refs/releasekit").ShouldBeEmpty();
        _bench.Forge.PullRequests.ShouldBeEmpty();
        clone.Git("status", "--porcelain").ShouldBeEmpty();
        clone.Git("worktree", "list").Trim().Split('\n').Length.ShouldBe(1);

        _bench.Variables.Remove("GIT_CONFIG_GLOBAL");
        await _bench.PrepareAsync();
        _bench.Forge.Merge(MergeMethod.Merge);
        var key = _bench.Scratch.File("once");
        _bench.Configure($"[tag]\n\tgpgSign = true\n[gpg]\n\tprogram = {Program("sign", $"test -e '{key}' && exit 1; touch '{key}'; cat >/dev/null; echo '[GNUPG:] SIG_CREATED ' >&2; echo '-----BEGIN PGP SIGNATURE-----'")}\n");
        clone = _bench.Clone();
        await Coded.ThrowsAsync(GitCodes.Sign, () => _bench.TagAsync(clone));
        File.Exists(key).ShouldBeTrue("the first tag was signed");
        _bench.Refs("refs/tags").Length.ShouldBe(3);
        clone.Git("tag", "--list", "app-v1.0.1", "core-v1.1.0").ShouldBeEmpty();
        _bench.Forge.Releases.ShouldBeEmpty();
    }

    [Fact]
    public async Task NoHookOfTheRepositoryOrTheUserRunsInAnyStep()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX hooks");
        _bench.Push("feat: more", "packages/core/index.js");
        var clone = _bench.Clone();
        var ran = _bench.Scratch.File("ran");
        Directory.CreateDirectory(ran);
        foreach (var hook in new[]
        {
            "pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "pre-push", "post-checkout", "post-rewrite", "post-index-change", "pre-auto-gc", "reference-transaction", "applypatch-msg", "fsmonitor-watchman",
        })
        {
            Program($"hooks/{hook}", $"touch '{ran}/{hook}'; exit 1");
            Program(Path.GetRelativePath(_bench.Scratch.Path, Path.Combine(clone.Path, ".git", "hooks", hook)), $"touch '{ran}/own-{hook}'; exit 1");
        }

        clone.Git("config", "core.fsmonitor", _bench.Scratch.File("hooks/fsmonitor-watchman"));
        clone.Git("config", "core.hooksPath", _bench.Scratch.File("hooks"));
        (await _bench.PrepareAsync(clone)).State.ShouldBe("created");
        _bench.Forge.Merge(MergeMethod.Merge);
        clone.Git("config", "--unset", "core.hooksPath");
        clone.Git("-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "pull", "--quiet", "--ff-only", "origin", "main");
        var tagged = await _bench.TagAsync(clone);
        tagged.Length.ShouldBe(2);
        (await _bench.FindAsync(clone, "core-v1.1.0")).ShouldNotBeNull();
        await _bench.PromoteAsync(tagged[0].Plan, clone, PackageId.Parse("npm:core"), PackageId.Parse("npm:app"));

        _bench.Refs("refs/releasekit").ShouldBeEmpty();
        Directory.GetFiles(ran).ShouldBeEmpty();
    }

    [Fact]
    public async Task SettingsOfTheUserChangeNothing()
    {
        _bench.Push("feat: more", "packages/core/index.js", "py/snake.py");
        await _bench.PrepareAsync(_bench.Clone());
        var (refs, tree) = (_bench.Remote.Git("for-each-ref", "refs/releasekit"), _bench.Remote.Git("rev-parse", Branch + "^{tree}"));
        File.WriteAllText(_bench.Scratch.File("identity"), "[user]\n\tname = Included\n\temail = included@example.test\n");
        File.WriteAllText(_bench.Scratch.File("template"), "Write something\n");
        _bench.Configure($"""
            [includeIf "gitdir:{_bench.Scratch.Path}/"]
                path = {_bench.Scratch.File("identity")}
            [commit]
                template = {_bench.Scratch.File("template")}
                verbose = true
                cleanup = strip
                status = true
            [core]
                autocrlf = true
                safecrlf = true
                editor = false
                commentChar = c
                pager = false
                abbrev = 4
            [push]
                followTags = true
                gpgSign = if-asked
                default = nothing
                recurseSubmodules = check
            [fetch]
                prune = true
                pruneTags = true
            [remote "origin"]
                tagOpt = --no-tags
            [url "{_bench.Remote.Path}"]
                insteadOf = acme:widgets
            [trailer]
                separators = "=#"
            [alias]
                commit = !false
                push = !false
            [rerere]
                enabled = true
            [log]
                showSignature = true
                follow = true
            [diff]
                noprefix = true
                external = false
                renames = copies
            [format]
                pretty = oneline
            [checkout]
                defaultRemote = nowhere
            [column]
                ui = always
            [color]
                ui = always
            [tag]
                sort = -version:refname
            [transfer]
                fsckObjects = true
            """);
        var clone = _bench.Clone();
        clone.Git("config", "--unset", "user.name");
        clone.Git("config", "--unset", "user.email");
        clone.Git("config", "remote.origin.url", "acme:widgets");
        (await _bench.PrepareAsync(clone)).State.ShouldBe("unchanged");
        _bench.Remote.Git("for-each-ref", "refs/releasekit").ShouldBe(refs);

        _bench.Remote.Git("update-ref", "-d", "refs/heads/" + Branch);
        await _bench.PrepareAsync(clone);
        _bench.Remote.Git("rev-parse", Branch + "^{tree}").ShouldBe(tree);
        _bench.Remote.Git("log", "-1", "--format=%ae %ce %(trailers:key=ReleaseKit-Plan,valueonly,separator=)", Branch).ShouldStartWith($"included@example.test included@example.test {refs[(refs.LastIndexOf('/') + 1)..].Trim()}");
    }

    [Fact]
    public async Task WhatIsCommittedIsWhatGitWouldHaveAdded()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs sed");
        _bench.Machine.Write(".gitattributes", "*.toml text eol=crlf\n*.md text\npackages/app/* filter=local\npackages/core/package.json -text\n");
        _bench.Machine.Write("packages/core/package.json", File.ReadAllText(Path.Combine(_bench.Machine.Path, "packages/core/package.json")).ReplaceLineEndings("\r\n"));
        _bench.Npm("app", "1.0.0", """, "description": "@@HERE@@", "dependencies": { "core": "^1.0.0" }""");
        const string Filter = "[filter \"local\"]\n\tclean = sed s/@@HERE@@/@@THERE@@/\n\tsmudge = sed s/@@THERE@@/@@HERE@@/\n\trequired = true\n";
        _bench.Machine.Git("config", "filter.local.clean", "sed s/@@HERE@@/@@THERE@@/");
        _bench.Machine.Git("config", "filter.local.smudge", "sed s/@@THERE@@/@@HERE@@/");
        _bench.Machine.Git("add", "--renormalize", ".");
        _bench.Push("feat: more", "packages/core/index.js", "py/snake.py");
        _bench.Configure(Filter + "[core]\n\tautocrlf = true\n");

        await _bench.PrepareAsync();

        _bench.Show(Branch, "packages/app/package.json").ShouldContain("@@THERE@@");
        _bench.Show(Branch, "packages/app/package.json").ShouldContain("\"core\": \"^1.1.0\"");
        _bench.Show(Branch, "py/pyproject.toml").ShouldBe("[project]\nname = \"snake\"\nversion = \"1.1.0\"\n");
        _bench.Show(Branch, "packages/core/CHANGELOG.md").ShouldNotContain("\r");
        _bench.Show(Branch, "packages/core/package.json").ShouldContain("\"version\": \"1.1.0\"\r\n");
        _bench.Machine.Git("fetch", "--quiet", "origin");
        _bench.Machine.Git("checkout", "--quiet", "--detach", "origin/" + Branch);
        _bench.Machine.Git("add", "--renormalize", ".");
        _bench.Machine.Git("status", "--porcelain").ShouldBeEmpty();

        // Whoever prepares, the result is the same.
        _bench.Configure(Filter + "[core]\n\tautocrlf = false\n\teol = lf\n");
        (await _bench.PrepareAsync()).State.ShouldBe("unchanged");
    }

    /// <summary>Has our own processes sign with a new key, and gives the file of those who may.</summary>
    private string SignWith(string name, string tags)
    {
        var key = _bench.Scratch.File(name);
        CommandLine.Run(_bench.Scratch.Path, Tool.Require("ssh-keygen"), ["-q", "-t", "ed25519", "-N", "", "-C", "ci", "-f", key]).ExitCode.ShouldBe(0);
        var signers = _bench.Scratch.File("signers");
        File.WriteAllText(signers, "ci@example.test namespaces=\"git\" " + File.ReadAllText(key + ".pub"));
        _bench.Configure($"[gpg]\n\tformat = ssh\n[user]\n\tsigningKey = {key}\n[commit]\n\tgpgSign = true\n[{tags.Split('.')[0]}]\n\t{tags.Split('.')[1]} = true\n");
        return signers;
    }

    private string Program(string name, string script)
    {
        var path = _bench.Scratch.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }
}
