using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>A release of a Mercurial repository, with the packed SDK, real clients and a registry on loopback.</summary>
public sealed class MercurialTests(PackedSdk sdk)
{
    [Fact]
    public void AReleaseIsCommittedTaggedAndPushedAndASecondRunHasNothingToDo()
    {
        Tool.Require("npm");
        using var scratch = new ScratchDirectory();
        using var workspace = sdk.NewWorkspace();
        PolyglotWorkspace.AddJavaScript(workspace);
        workspace.Variables["HGRCPATH"] = "";
        var remote = HgRepositoryBuilder.Init(scratch.File("remote"));
        var repository = HgRepositoryBuilder.Init(workspace.Root);
        repository.Configure($"[paths]\ndefault = {remote.Path}\n[hooks]\nprecommit.never = exit 1\n");
        repository.Write(".hgignore", "^artifacts/\n");
        repository.Hg("commit", "--addremove", "--quiet", "--config", "hooks.precommit.never=", "--message", "chore: begin");
        repository.Hg(["tag", "--config", "hooks.precommit.never=", .. PolyglotWorkspace.Tags.Where(tag => tag.StartsWith("@e2e", StringComparison.Ordinal))]);
        workspace.Write("js/packages/base/index.js", "export const more = 1;\n");
        repository.Hg("commit", "--quiet", "--config", "hooks.precommit.never=", "--message", "feat(base): more");
        repository.Hg("push", "--quiet");

        // What needs no branches of git works; what does says so.
        Succeed(workspace.MSBuild("Check", "-p:ReleaseRegistry=rehearsal"));
        Succeed(workspace.MSBuild("Rehearse", "-mt", "-m:8"));
        foreach (var step in new[] { "Prepare", "Publish" })
        {
            var refused = workspace.MSBuild(step, "-p:ReleasePublishFrom=ci");
            refused.ExitCode.ShouldNotBe(0, refused.Output);
            refused.Output.ShouldContain("error RK-PREPARE-VCS: ");
        }

        repository.Hg("status").ShouldBeEmpty();
        var release = workspace.MSBuild("Release", "-p:ReleaseRegistry=rehearsal", "-mt", "-m:8");

        release.ExitCode.ShouldBe(0, release.Output);
        release.Output.ShouldContain("the ledger and the lease of the release stay on this machine");
        string[] live = ["@e2e/base-v1.1.0", "@e2e/left-v1.0.1", "@e2e/right-v1.0.1", "@e2e/top-v1.0.1"];
        var tagged = remote.Hg("tags", "-T", "{tag} {node}\\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToDictionary(f => f[0], f => f[1]);
        var commits = live.Select(tag => tagged[tag]).Distinct().ToArray();
        remote.Hg("log", "--rev", commits.ShouldHaveSingleItem(), "-T", "{desc|firstline}").ShouldStartWith("chore(release): publish 4 packages");
        remote.Hg("cat", "--rev", "tip", "js/packages/base/package.json").ShouldContain("\"version\": \"1.1.0\"");
        remote.Hg("log", "--rev", "tip", "-T", "{files}").ShouldBe(".hgtags");
        repository.Hg("status").ShouldBeEmpty();
        repository.Head().ShouldBe(remote.Hg("log", "--rev", "tip", "-T", "{node}"));

        var again = workspace.MSBuild("Release", "-p:ReleaseRegistry=rehearsal", "-mt", "-m:8");

        again.ExitCode.ShouldBe(0, again.Output);
        again.Output.ShouldContain("Nothing to release.");
        var compared = workspace.MSBuild("Reconcile", "-p:ReleaseRegistry=rehearsal");
        compared.ExitCode.ShouldNotBe(0, compared.Output);
        compared.Output.ShouldContain("1 of 1 disagreement is left: tag-without-package npm:@e2e/alone 1.0.0", Case.Sensitive, "what was never released here, and nothing of what was");
        Succeed(workspace.MSBuild("Rollback", "-p:ReleaseRegistry=rehearsal", "-p:ReleaseTag=@e2e/top-v1.0.1", "-p:ReleaseYes=true", "-p:ReleaseDeleteTags=true")).ShouldContain("@e2e/top");
        remote.Hg("tags", "-T", "{tag}\\n").ShouldNotContain("@e2e/top-v1.0.1");
    }

    private static string Succeed(CommandResult result)
    {
        result.ExitCode.ShouldBe(0, result.Output);
        return result.Output;
    }
}
