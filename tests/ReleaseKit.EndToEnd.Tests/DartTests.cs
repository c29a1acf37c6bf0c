using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>Dart packages beside others, from the packed SDK, with the real dart.</summary>
public sealed class DartTests(PackedSdk sdk)
{
    [Fact]
    public void DartPackagesAreReleasedBesideOthersAndRunFromTheRepository()
    {
        Tool.Require("npm");
        var dart = Tool.Require("dart");
        using var workspace = sdk.NewWorkspace();
        PolyglotWorkspace.AddJavaScript(workspace);
        PolyglotWorkspace.AddDart(workspace);
        workspace.Initialize("@e2e/base-v1.0.0", "@e2e/left-v1.0.0", "@e2e/right-v1.0.0", "@e2e/top-v1.0.0", "@e2e/alone-v1.0.0", "dart_base-v1.0.0", "dart_top-v1.0.0");
        workspace.Change("js/packages/alone/index.js", "export const more = 1;\n", "feat(alone): more");
        workspace.Change("dart/dart_base/lib/more.dart", "const more = 1;\n", "feat(dart_base): more");
        workspace.Change("dart/dart_top/lib/more.dart", "const more = 1;\n", "fix(dart_top): more");
        var manifest = workspace.Read("dart/dart_top/pubspec.yaml");
        using var registry = RegistryProcess.Start(workspace.Root);
        string[] arguments = [$"-p:ReleaseNpmRegistry={registry.Address}/npm/", $"-p:ReleaseDartRegistry={registry.Address}/dart/", "-mt", "-m:8"];

        var release = workspace.MSBuild("Release", arguments);

        release.ExitCode.ShouldBe(0, release.Output);
        workspace.Git("tag", "--points-at", "HEAD").Split('\n').ShouldBe(["@e2e/alone-v1.1.0", "dart_base-v1.1.0", "dart_top-v1.0.1"], ignoreOrder: true);
        workspace.Git("status", "--porcelain").ShouldBeEmpty();
        workspace.Read("dart/dart_base/pubspec.yaml").ShouldContain("version: 1.1.0 # kept");
        workspace.Read("dart/dart_top/pubspec.yaml").ShouldBe(manifest.Replace("1.0.0", "1.0.1", StringComparison.Ordinal), "the pin is taken back");
        workspace.Git("diff", "HEAD~1", "--unified=0", "--", "dart/dart_top/pubspec.lock").Split('\n').Where(l => l is ['+' or '-', not ('+' or '-'), ..])
            .ShouldBe(["-    version: \"1.0.0\"", "+    version: \"1.1.0\""]);
        registry.Stored().Select(line => string.Join(' ', line.Split(' ')[..2])).ShouldBe(["@e2e/alone 1.1.0", "dart_base 1.1.0", "dart_top 1.0.1"], ignoreOrder: true);

        RunWith(dart, workspace, registry).ShouldContain("42 from dart_top");
        var again = workspace.MSBuild("Release", arguments);
        again.ExitCode.ShouldBe(0, again.Output);
        again.Output.ShouldContain("Nothing to release.");
        registry.Stored().Count.ShouldBe(3);
    }

    [Fact]
    public void ARehearsalOfDartPackagesNeedsNoNetworkAndChangesNothing()
    {
        Tool.Require("dart");
        using var workspace = sdk.NewWorkspace();
        PolyglotWorkspace.AddDart(workspace);
        workspace.Initialize("dart_base-v1.0.0", "dart_top-v1.0.0");
        workspace.Change("dart/dart_base/lib/more.dart", "const more = 1;\n", "feat(dart_base)!: more");
        workspace.Change("dart/dart_top/lib/more.dart", "const more = 1;\n", "feat(dart_top): more");

        var rehearsal = workspace.MSBuild("Rehearse", "-mt", "-m:8");

        rehearsal.ExitCode.ShouldBe(0, rehearsal.Output);
        rehearsal.Output.ShouldContain("live, verified");
        workspace.Git("status", "--porcelain").ShouldBeEmpty();
        workspace.Git("tag").Split('\n').ShouldBe(["dart_base-v1.0.0", "dart_top-v1.0.0"]);
    }

    /// <summary>A program of somebody else that depends on the upper package.</summary>
    private static string RunWith(string dart, ReleaseWorkspace workspace, RegistryProcess registry)
    {
        using var place = new ScratchDirectory();
        place.Write("pubspec.yaml", "name: program\nenvironment:\n  sdk: ^3.0.0\ndependencies:\n  dart_top: ^1.0.0\n");
        place.Write("bin/main.dart", "import 'package:dart_top/dart_top.dart';\n\nvoid main() => print('$twice from dart_top');\n");
        var result = CommandLine.Run(
            place.Path, dart, ["--suppress-analytics", "run", "bin/main.dart"],
            new Dictionary<string, string?>(workspace.Variables)
            {
                ["XDG_CONFIG_HOME"] = place.File("home"), ["PUB_CACHE"] = place.File("cache"), ["PUB_HOSTED_URL"] = $"{registry.Address}/dart",
            });
        result.ExitCode.ShouldBe(0, result.Output);
        return result.Output;
    }
}
