using System.Text.Json;
using ReleaseKit.Testing;
using Xunit;

namespace ReleaseKit.EndToEnd.Tests.Differential;

/// <summary>
/// Other tools that ours is held against, installed from npm below <c>artifacts/peers</c>. A test whose tool is missing is
/// skipped by its name; with <c>RELEASEKIT_REQUIRE_TOOLS=1</c> it fails instead.
/// </summary>
internal static class Peers
{
    /// <summary>How many cases a test draws; <c>RELEASEKIT_CASES</c> asks for more.</summary>
    public static int Cases(int usual) => int.TryParse(Environment.GetEnvironmentVariable("RELEASEKIT_CASES"), out var asked) ? asked : usual;

    /// <summary>The seed that cases are drawn with; <c>RELEASEKIT_SEED</c> gives another.</summary>
    public static int Seed => int.TryParse(Environment.GetEnvironmentVariable("RELEASEKIT_SEED"), out var asked) ? asked : 20_261_121;

    /// <summary>The folder <c>node_modules</c> that holds the packages; skips or fails the calling test when one is missing.</summary>
    public static string Require(params string[] packages)
    {
        var modules = Path.Combine(Repository.Root, "artifacts", "peers", "node_modules");
        if (Array.Find(packages, p => !Directory.Exists(Path.Combine(modules, p))) is { } missing)
        {
            if (Environment.GetEnvironmentVariable("RELEASEKIT_REQUIRE_TOOLS") == "1")
            {
                Assert.Fail($"{missing} is required here (RELEASEKIT_REQUIRE_TOOLS=1) and was not found below {modules}.");
            }

            Assert.Skip($"needs the npm package {missing} below artifacts/peers");
        }

        return modules;
    }

    /// <summary>Runs one of the scripts in <c>testassets/differential</c> over an input and reads the JSON that it writes.</summary>
    public static JsonDocument Run(string script, object input, params string[] packages)
    {
        var modules = Require(packages);
        using var scratch = new ScratchDirectory();
        Directory.CreateSymbolicLink(scratch.File("node_modules"), modules);
        File.Copy(Repository.Asset("differential", script), scratch.File(script));
        var result = CommandLine.Run(scratch.Path, Tool.Require("node"), [script, scratch.Write("input.json", JsonSerializer.Serialize(input))]);
        return result.ExitCode == 0 ? JsonDocument.Parse(result.StandardOutput) : throw new InvalidOperationException(result.Output);
    }
}
