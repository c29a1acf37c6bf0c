using System.Collections.Immutable;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Dart.Discovery;
using ReleaseKit.Engine.Ecosystems.Dart.Manifests;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Yaml;

namespace ReleaseKit.Engine.Ecosystems.Dart;

/// <summary>Follows Dart packages: <c>dart pub upgrade</c> of one keeps every other that it can.</summary>
internal sealed class DartUpstream(IProcessRunner processes) : IUpstream
{
    private static readonly ImmutableDictionary<string, string?> Quiet = ImmutableDictionary<string, string?>.Empty.Add("NO_COLOR", "1");

    /// <inheritdoc/>
    public ImmutableArray<string> LockFiles => [PubLock.FileName];

    /// <inheritdoc/>
    public bool LocksShowNeeds => false;

    /// <inheritdoc/>
    public string? NameOf(string text) => PubName.IsValid(text) ? text : null;

    /// <inheritdoc/>
    public IEnumerable<string> LockedVersions(SourceText file, string name)
    {
        var packages = ((YamlDocumentSyntax.Parse(file).Root as YamlMappingSyntax)?.Entries.FirstOrDefault(e => e.Key == "packages")?.Value as YamlMappingSyntax)?.Entries ?? [];
        return packages.Where(p => p.Key == name && p.Value.FindScalar("source")?.Value == "hosted").Select(p => p.Value.FindScalar("version")?.Value).OfType<string>();
    }

    /// <inheritdoc/>
    public string? LockedName(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.StartsWith("packages/", StringComparison.Ordinal) ? key["packages/".Length..] : key;
    }

    /// <inheritdoc/>
    public async Task RefreshAsync(LockRefresh refresh, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(refresh);
        await refresh.RunAsync(processes, "dart", ["--suppress-analytics", "pub", "upgrade", "--no-example", "--no-precompile", .. refresh.Packages.Select(u => u.Edge.Id.Name)], Quiet, cancellationToken);
    }
}
