using System.Collections.Immutable;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.DotNet.Clients;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>Follows NuGet packages: a restore that may write brings the lock file of a project up to date for what changed.</summary>
internal sealed class NuGetUpstream(IProcessRunner processes) : IUpstream
{
    /// <summary>The name of lock files that nobody gave another one.</summary>
    public const string LockFile = "packages.lock.json";

    /// <inheritdoc/>
    public bool TakesLowest => true;

    /// <inheritdoc/>
    public ImmutableArray<string> LockFiles => [LockFile];

    /// <inheritdoc/>
    public bool LocksPerProject => true;

    /// <inheritdoc/>
    public string? NameOf(string text) => PackageIdRules.IsValid(text) && !PackageIdRules.IsHostile(text) ? text : null;

    /// <inheritdoc/>
    public IEnumerable<string> LockedVersions(SourceText file, string name) =>
        from framework in JsonDocumentSyntax.Parse(file, JsonSyntaxOptions.Lenient).Root.FindObject("dependencies")?.Members ?? []
        from entry in (framework.Value as JsonObjectSyntax)?.Members ?? []
        where entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
        let version = entry.Value.FindString("resolved")?.Value
        where version is not null
        select version;

    /// <inheritdoc/>
    public string? LockedName(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key[(key.LastIndexOf('/') + 1)..];
    }

    /// <inheritdoc/>
    public async Task RefreshAsync(LockRefresh refresh, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(refresh);
        foreach (var project in Directory.EnumerateFiles(refresh.Directory, "*.*proj").Order(StringComparer.Ordinal))
        {
            var log = Path.Combine(refresh.LogDirectory, $"lock-{Path.GetFileNameWithoutExtension(project)}.log");
            var request = DotNetCommand.Create(refresh.Directory, log, "restore", project, "--use-lock-file", "-p:RestoreLockedMode=false", "-nodeReuse:false");
            await processes.RunAsync(request with { ExpectedExitCodes = [] }, cancellationToken);
        }
    }
}
