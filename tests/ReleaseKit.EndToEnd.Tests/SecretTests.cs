using System.IO.Compression;
using System.Text;
using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>A credential in the environment reaches the client and nothing else.</summary>
public sealed class SecretTests(PackedSdk sdk)
{
    private const string Token = "rk-secret-5f1c9d27ab";

    [Fact]
    public void ATokenIsInNoLogBinaryLogDocumentOrProcessList()
    {
        Tool.Require("npm");
        using var workspace = sdk.NewWorkspace();
        PolyglotWorkspace.AddPython(workspace);
        PolyglotWorkspace.AddJavaScript(workspace);
        workspace.Initialize([.. PolyglotWorkspace.Tags.Where(t => !t.StartsWith("E2E", StringComparison.Ordinal))]);
        workspace.Change("js/packages/alone/index.js", "export const more = 1;\n", "feat(alone): more");
        workspace.Change("py/packages/py-top/src/py_top/__init__.py", "OTHER = 2\n", "feat(py-top): more");
        workspace.Change("py/packages/py-base/src/py_base/__init__.py", "OTHER = 2\n", "feat(py-base): more");
        using var registry = RegistryProcess.Start(workspace.Root, Token);
        workspace.Variables["NODE_AUTH_TOKEN"] = Token;
        workspace.Variables["PYPI_TOKEN"] = Token;
        using var watch = new ArgumentWatch(Token);

        var release = workspace.MSBuild("Release",
        [
            "-v:diagnostic", "-bl:release.binlog", $"-p:ReleaseNpmRegistry={registry.Address}/npm/",
            $"-p:ReleasePythonRegistry={registry.Address}/pypi/legacy/", $"-p:ReleasePythonIndex={registry.Address}/pypi/simple/",
            .. PolyglotWorkspace.Arguments().Where(a => !a.Contains("ReleaseRegistry", StringComparison.Ordinal)),
        ]);

        release.ExitCode.ShouldBe(0, release.Output);
        release.Output.ShouldNotContain(Token);
        watch.Seen.ShouldBeEmpty();
        Decompress(workspace.File("release.binlog")).ShouldNotContain(Token);
        var leaking = Directory.EnumerateFiles(workspace.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Where(file => Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains(Token, StringComparison.Ordinal));
        leaking.ShouldBeEmpty();
    }

    private static string Decompress(string path)
    {
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Encoding.Latin1.GetString(bytes.ToArray());
    }
}
