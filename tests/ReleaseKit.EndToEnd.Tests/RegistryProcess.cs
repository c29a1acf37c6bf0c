using System.Diagnostics;
using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>The rehearsal registry as a program beside the release, insisting on a credential, as a real registry does.</summary>
internal sealed class RegistryProcess : IDisposable
{
    private readonly Process _process;

    private RegistryProcess(Process process, string address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Its root, without a trailing slash.</summary>
    public string Address { get; }

    public static RegistryProcess Start(ReleaseWorkspace workspace, string token)
    {
        var program = Path.Combine(Repository.Root, "src", "ReleaseKit.Rehearsal", "bin", Repository.Configuration, "net10.0", "ReleaseKit.Rehearsal.dll");
        var storage = Directory.CreateTempSubdirectory("releasekit-registry-").FullName;
        var process = CommandLine.Start(workspace.Root, "dotnet", [program, "--storage", storage, "--port", "0", "--require-token", "REHEARSAL_TOKEN"],
            new Dictionary<string, string?> { ["REHEARSAL_TOKEN"] = token });
        var line = process.StandardOutput.ReadLine();
        if (line is null)
        {
            Assert.Fail(process.StandardError.ReadToEnd());
        }

        return new RegistryProcess(process, line["READY ".Length..].TrimEnd('/'));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
