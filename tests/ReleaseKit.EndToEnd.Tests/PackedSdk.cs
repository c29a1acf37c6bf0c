using ReleaseKit.Testing;

[assembly: AssemblyFixture(typeof(ReleaseKit.EndToEnd.Tests.PackedSdk))]

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>The nupkg as it ships, packed once for all tests, in a feed and with a packages folder of this run.</summary>
public sealed class PackedSdk : IDisposable
{
    private readonly ScratchDirectory _scratch = new();

    public PackedSdk()
    {
        var result = CommandLine.Run(Repository.Root, "dotnet",
        [
            "pack", "src/ReleaseKit.Tasks", "-c", Repository.Configuration, "--no-build", "-o", Feed, "-nologo", "-v", "quiet",
        ]);
        result.ExitCode.ShouldBe(0, result.Output);
        Package = Directory.GetFiles(Feed, "ReleaseKit.Sdk.*.nupkg").ShouldHaveSingleItem();
        Version = Path.GetFileNameWithoutExtension(Package)["ReleaseKit.Sdk.".Length..];
    }

    /// <summary>Absolute path of the folder feed.</summary>
    public string Feed => _scratch.File("feed");

    /// <summary>Absolute path of the nupkg.</summary>
    public string Package { get; }

    /// <summary>Its version.</summary>
    public string Version { get; }

    /// <summary>A workspace that uses it.</summary>
    public ReleaseWorkspace NewWorkspace()
    {
        var workspace = new ReleaseWorkspace();
        workspace.UsePackedSdk(Version, Feed, _scratch.File("packages"));
        return workspace;
    }

    public void Dispose() => _scratch.Dispose();
}
