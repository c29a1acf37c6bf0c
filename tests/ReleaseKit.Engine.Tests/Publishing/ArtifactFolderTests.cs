using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Publishing;

public sealed class ArtifactFolderTests : IDisposable
{
    private static readonly string Commit = new('a', 40);
    private readonly ScratchDirectory _scratch = new();

    private string Folder => _scratch.File("packed");

    private string Tarball => Path.Combine(Folder, "core.npm", "1.1.0", "core-1.1.0.tgz");

    [Fact]
    public void WhatWasWrittenIsReadWithItsPlanAndItsCommit()
    {
        var written = Write();

        var (plan, commit, artifacts) = new ArtifactFolder(Folder).Read();

        PlanDocument.Hash(plan).ShouldBe(PlanDocument.Hash(Plan()));
        commit.ShouldBe(Commit);
        artifacts.ShouldBe(written, ignoreOrder: true);
        artifacts.Select(a => (a.Package.ToString(), a.Artifact.FileName)).ShouldBe([("npm:core", "core-1.1.0.tgz"), ("npm:web", "web-2.0.0.tgz")]);
    }

    [Fact]
    public void WritingAgainLeavesNothingOfTheFirstTime()
    {
        Write();
        File.WriteAllText(Path.Combine(Folder, "core.npm", "1.1.0", "more.tgz"), "x");

        Write();

        new ArtifactFolder(Folder).Read().Artifacts.Length.ShouldBe(2);
    }

    [Fact]
    public void AKillWhileWritingLeavesAFolderThatIsNotTakenAndCanBeWrittenAgain()
    {
        Write();
        File.Delete(Path.Combine(Folder, "artifacts.json"));
        File.WriteAllText(Path.Combine(Folder, "artifacts.json.unfinished"), "");

        Codes().ShouldBe(["RK-ARTIFACTS-MISSING"]);
        Write();

        new ArtifactFolder(Folder).Read().Artifacts.Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("other.json")]
    [InlineData("artifacts.json")]
    public void AFolderOfSomebodyElseIsNotEmptied(string beside)
    {
        Directory.CreateDirectory(Path.Combine(Folder, "work"));
        File.WriteAllText(Path.Combine(Folder, beside), "{ \"artifacts\": [] }");
        File.WriteAllText(Path.Combine(Folder, "work", "thesis.txt"), "years of work");

        Should.Throw<ReleaseException>(() => Write()).Diagnostics.Select(d => d.Code).ShouldBe(["RK-ARTIFACTS-FOLDER"]);

        File.Exists(Path.Combine(Folder, "work", "thesis.txt")).ShouldBeTrue();
    }

    [Fact]
    public void OtherBytesAreToldWithBothDigests()
    {
        var digest = Write()[0].Artifact.Sha256;
        File.AppendAllText(Tarball, "x");

        var message = Should.Throw<ReleaseException>(() => new ArtifactFolder(Folder).Read()).Diagnostics.ShouldHaveSingleItem().Message;

        message.ShouldContain($"core-1.1.0.tgz is not what was packed as npm:core 1.1.0 (sha256 packed {digest}, here ");
    }

    [Fact]
    public void EveryFileThatIsMissingOrWasAddedIsTold()
    {
        Write();
        File.Delete(Tarball);
        File.WriteAllText(Path.Combine(Folder, "core.npm", "other.tgz"), "x");

        Codes().ShouldBe(["RK-ARTIFACTS-ALTERED", "RK-ARTIFACTS-ALTERED"]);
    }

    [Fact]
    public void APlanOfAnotherReleaseIsRefused()
    {
        Write();
        var other = _scratch.File("other");
        new ArtifactFolder(other).Write(Plan() with { Releases = [Plan().Releases[0]], Order = [[PackageId.Parse("npm:core")]] }, Commit, [Package("core", "1.1.0")]);
        File.Copy(Path.Combine(other, "plan.json"), Path.Combine(Folder, "plan.json"), overwrite: true);

        Codes().ShouldBe(["RK-ARTIFACTS-ALTERED", "RK-ARTIFACTS-INCOMPLETE"]);
    }

    [Fact]
    public void APackageOfThePlanThatWasNotPackedIsTold()
    {
        new ArtifactFolder(Folder).Write(Plan(), Commit, [Package("core", "1.1.0")]);

        Codes().ShouldBe(["RK-ARTIFACTS-INCOMPLETE"]);
    }

    [Fact]
    public void AnArtifactOutsideTheFolderIsRefused()
    {
        Write();
        var document = Path.Combine(Folder, "artifacts.json");
        File.WriteAllText(document, File.ReadAllText(document).Replace("core.npm/1.1.0/", "../", StringComparison.Ordinal));

        Codes().ShouldBe(["RK-DOCUMENT-INVALID"]);
    }

    public void Dispose() => _scratch.Dispose();

    private IEnumerable<string> Codes() => Should.Throw<ReleaseException>(() => new ArtifactFolder(Folder).Read()).Diagnostics.Select(d => d.Code);

    private ImmutableArray<PackedArtifact> Write() => new ArtifactFolder(Folder).Write(Plan(), Commit, [Package("core", "1.1.0"), Package("web", "2.0.0")]);

    private (PackageId Package, string Version, string Directory) Package(string name, string version)
    {
        var directory = _scratch.File($"dist/{name}");
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, $"{name}-{version}.tgz"), name);
        return (PackageId.Parse("npm:" + name), version, directory);
    }

    private static ReleasePlan Plan() => new()
    {
        Base = Commit,
        Date = "2026-01-01",
        Releases =
        [
            new PlannedRelease { Id = PackageId.Parse("npm:core"), To = "1.1.0", Bump = BumpLevel.Minor, Tag = "core-v1.1.0", Reasons = [] },
            new PlannedRelease { Id = PackageId.Parse("npm:web"), To = "2.0.0", Bump = BumpLevel.Major, Tag = "web-v2.0.0", Reasons = [] },
        ],
        Order = [[PackageId.Parse("npm:core"), PackageId.Parse("npm:web")]],
        Skipped = [],
    };
}
