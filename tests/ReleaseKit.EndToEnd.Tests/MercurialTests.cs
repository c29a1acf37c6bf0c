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
    }
}
