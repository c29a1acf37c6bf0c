using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Withdrawing;
using ReleaseKit.Engine.Composition;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Withdrawing;

/// <summary>
/// The table in <c>docs/rollback.md</c> is what the adapters say of their public registries. With
/// <c>RELEASEKIT_UPDATE_DOCS=1</c> it is written, otherwise compared.
/// </summary>
public sealed class CapabilityTableTests
{
    private const string Begin = "<!-- capabilities: written by the tests -->\n";
    private const string End = "<!-- end: capabilities -->";

    [Fact]
    public void TheDocumentHasWhatTheAdaptersSay()
    {
        var path = Path.Combine(Repository.Root, "docs", "rollback.md");
        var text = File.ReadAllText(path);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        using var http = new HttpClient();
        var environment = new ProcessEnvironment();
        var rows = StandardEcosystems.Create(new EcosystemServices(new ProcessRunner(environment), http, environment, TimeProvider.System)).Adapters
            .OrderBy(a => a.Id, StringComparer.Ordinal).Select(Row);
        var table = $"| Ecosystem | `Rollback` | Reversible | What stays | By hand |\n|---|---|---|---|---|\n{string.Concat(rows)}";
        if (Environment.GetEnvironmentVariable("RELEASEKIT_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, text[..begin] + table + text[end..]);
            return;
        }

        text[begin..end].ShouldBe(table);
    }

    private static string Row(EcosystemAdapter adapter)
    {
        var capability = adapter.Withdrawal.Capability(new PackageContext
        {
            Id = new PackageId(adapter.Id, "NAME"),
            Version = "VERSION",
            WorkspaceRoot = "/",
            Directory = "/",
            Manifest = "/",
            ArtifactsDirectory = "/",
            ScratchDirectory = "/",
            LogDirectory = "/",
            Endpoint = adapter.Registry.Default,
        });
        var kind = capability.Kind == WithdrawalKind.None ? "tells the way" : capability.Kind.ToString().ToLowerInvariant() + "s";
        return $"| {adapter.Id} | {kind} | {(capability.IsReversible ? "yes" : "no")} | {capability.Remains} | {capability.Manual} |\n";
    }
}
