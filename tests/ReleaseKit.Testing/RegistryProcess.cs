using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ReleaseKit.Testing.Forges;
using Xunit;

namespace ReleaseKit.Testing;

/// <summary>The rehearsal registry as a program beside the release, as a real registry is: it lives on when a release dies.</summary>
public sealed class RegistryProcess : IDisposable
{
    private readonly ScratchDirectory _storage = new();
    private readonly Process _process;

    private RegistryProcess(Func<string, Process> start)
    {
        _process = start(_storage.Path);
        var line = _process.StandardOutput.ReadLine();
        if (line is null)
        {
            Assert.Fail(_process.StandardError.ReadToEnd());
        }

        Address = line["READY ".Length..].TrimEnd('/');
    }

    /// <summary>Its root, without a trailing slash.</summary>
    public string Address { get; }

    /// <summary>Starts it.</summary>
    /// <param name="directory">Where to run.</param>
    /// <param name="token">The credential to insist on; null for none.</param>
    /// <param name="faults">A script of faults as JSON; null for a registry that behaves.</param>
    /// <param name="repositories">Repositories of loopback forges, <c>github:acme/widgets=/path/to/bare.git</c>.</param>
    public static RegistryProcess Start(string directory, string? token = null, string? faults = null, params string[] repositories) => new(storage =>
    {
        var program = Path.Combine(Repository.Root, "src", "ReleaseKit.Rehearsal", "bin", Repository.Configuration, "net10.0", "ReleaseKit.Rehearsal.dll");
        var arguments = new List<string> { program, "--storage", Path.Combine(storage, "packages"), "--port", "0" };
        arguments.AddRange(repositories.SelectMany(repository => new[] { "--forge", repository }));
        if (repositories.Length > 0)
        {
            arguments.Add("--log-requests");
        }

        if (token is not null)
        {
            arguments.AddRange(["--require-token", "REHEARSAL_TOKEN"]);
        }

        if (faults is not null)
        {
            File.WriteAllText(Path.Combine(storage, "faults.json"), faults);
            arguments.AddRange(["--faults", Path.Combine(storage, "faults.json")]);
        }

        return CommandLine.Start(directory, "dotnet", arguments, new Dictionary<string, string?> { ["REHEARSAL_TOKEN"] = token });
    });

    /// <summary>Every upload that put something into the registry, as <c>name version file digest</c>, in the order in which it did.</summary>
    public IReadOnlyList<string> Stored()
    {
        var log = Path.Combine(_storage.Path, "packages", "uploads.jsonl");
        return !File.Exists(log) ? [] :
        [
            .. File.ReadAllLines(log).Select(line => JsonDocument.Parse(line).RootElement).Where(e => Field(e, "stored").GetBoolean())
                .Select(e => $"{Field(e, "name")} {Field(e, "version")} {Field(e, "file")} {Field(e, "sha256")}"),
        ];
    }

    /// <summary>What releases asked of forges so far, in the order of the answers; what a test asked by itself is not among it.</summary>
    public IReadOnlyList<RecordedRequest> Asked()
    {
        var log = Path.Combine(_storage.Path, "packages", "requests.jsonl");
        return !File.Exists(log) ? [] : [.. File.ReadAllLines(log).Select(line => JsonDocument.Parse(line).RootElement).Where(e => Text(e, "agent").StartsWith("ReleaseKit/", StringComparison.Ordinal)).Select(Recorded)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _storage.Dispose();
    }

    private static string Text(JsonElement entry, string name) => entry.GetProperty(name).GetString()!;

    private RecordedRequest Recorded(JsonElement entry) => new(
        Text(entry, "method"), new Uri(Address + Text(entry, "address")), Text(entry, "type") is { Length: > 0 } type ? type : null, Encoding.UTF8.GetBytes(Text(entry, "body")),
        entry.GetProperty("status").GetInt32(), Encoding.UTF8.GetBytes(Text(entry, "answer")));

    private static JsonElement Field(JsonElement entry, string name) =>
        entry.EnumerateObject().First(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase)).Value;
}
