using System.Globalization;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Scheduling;
using ReleaseKit.Core.Withdrawing;
using ReleaseKit.Engine.Composition;
using ReleaseKit.Engine.Credentials;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Publishing;

/// <summary>The table in <c>docs/registries.md</c> is what adapters say. With <c>RELEASEKIT_UPDATE_DOCS=1</c> it is written, otherwise compared.</summary>
public sealed class RegistryTableTests
{
    private const string Begin = "<!-- capabilities: written by the tests -->\n";
    private const string End = "<!-- end: capabilities -->";

    [Fact]
    public void TheTableIsWhatAdaptersSay()
    {
        var path = Path.Combine(Repository.Root, "docs", "registries.md");
        var text = File.ReadAllText(path);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        using var http = new HttpClient();
        var environment = new SnapshotEnvironment(new Dictionary<string, string>());
        var rows = StandardEcosystems.Create(new EcosystemServices(new ProcessRunner(environment), http, environment, TimeProvider.System)).Adapters
            .Where(a => a.Id != "custom").OrderBy(a => a.Id, StringComparer.Ordinal).Select(Row);
        var table = $"| Ecosystem | Public registry | Digests told | `latest` and channels | Taken back | Files at once, then a minute | New packages | Trusted publishing | Names |\n|---|---|---|---|---|---|---|---|---|\n{string.Concat(rows)}";
        if (Environment.GetEnvironmentVariable("RELEASEKIT_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, text[..begin] + table + text[end..]);
            return;
        }

        text[begin..end].ShouldBe(table);
    }

    private static string Row(EcosystemAdapter adapter)
    {
        var (registry, traits) = (adapter.Registry.Default.Registry, adapter.Registry.Traits);
        var budget = RegistryBudget.For(registry);
        var kind = adapter.Withdrawal.Capability(Package(adapter)).Kind;
        return $"| {adapter.Id} | {registry.Host} | {(traits.Digest.Length == 0 ? "none" : traits.Digest)} | {(traits.HasTags ? "dist-tags" : "computed; prereleases")} | {(kind == WithdrawalKind.None ? "by hand" : kind.ToString().ToLowerInvariant())} | " +
            $"{Rate(budget.Uploads)} | {Rate(budget.NewPackages)} | {(adapter.Trust is NoTrustedPublishing ? "no" : "yes")} | {(adapter.Names is NoNamedRegistries ? "no" : "yes")} |\n";
    }

    private static string Rate(RateBudget rate) => rate.IsUnlimited ? "no limit" : string.Create(CultureInfo.InvariantCulture, $"{rate.Burst:0.##}, then {rate.PerMinute:0.##}");

    private static PackageContext Package(EcosystemAdapter adapter) => new()
    {
        Id = new PackageId(adapter.Id, "name"),
        Version = "1.0.0",
        WorkspaceRoot = "/",
        Directory = "/",
        Manifest = "/none",
        ArtifactsDirectory = "/none",
        ScratchDirectory = "/none",
        LogDirectory = "/none",
        Endpoint = adapter.Registry.Default,
    };
}
