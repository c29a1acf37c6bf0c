using System.Collections.Immutable;
using Microsoft.Build.Framework;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Credentials;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Engine.Scheduling;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks.Hosting;

/// <summary>The base of the stages of one package.</summary>
public abstract class PackageTask : ReleaseTask
{
    /// <summary>
    /// One item, the package's id, with metadata <c>Version</c>, <c>PackageDirectory</c>, <c>Manifest</c>, <c>Registry</c>, <c>Index</c>,
    /// <c>TokenVariables</c> and <c>IdTokenVariable</c> (names, never values), <c>Trust</c>, <c>Options</c>, <c>Budget</c>, <c>Commit</c>, <c>Tag</c>, <c>VersionTag</c> and <c>SourceDateEpoch</c>.
    /// </summary>
    [Required]
    public ITaskItem[] Context { get; set; } = [];

    /// <summary>How long the stage may take, in seconds; 0 for no limit.</summary>
    public int TimeoutSeconds { get; set; }

    /// <summary>The stage's name, in lower case.</summary>
    protected abstract string Stage { get; }

    /// <summary>The commit that is being released.</summary>
    protected string Commit => Context[0].GetMetadata("Commit");

    /// <summary>What the stage does, once no pause holds it.</summary>
    protected abstract Task RunStageAsync(ReleaseSession session, CancellationToken cancellationToken);

    /// <inheritdoc/>
    protected sealed override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        await session.JoinStagesAsync(cancellationToken);
        await session.Pause.WaitAsync(Say, cancellationToken);
        await RunStageAsync(session, cancellationToken);
    }

    /// <summary>Does a part of the stage within its limit of time, and remembers how long it took.</summary>
    protected async Task<T> WithinLimitAsync<T>(ReleaseSession session, PackageContext package, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var start = session.Time.GetTimestamp();
        var result = await Limit(session).RunAsync(package.Id, package.Version, work, cancellationToken);
        session.Durations.Record(package.Id, Stage, session.Time.GetElapsedTime(start));
        return result;
    }

    /// <summary>The limit of the stage.</summary>
    protected StageLimit Limit(ReleaseSession session) => new(
        Stage, $"Release{char.ToUpperInvariant(Stage[0])}{Stage[1..]}Timeout", TimeoutSeconds > 0 ? TimeSpan.FromSeconds(TimeoutSeconds) : Timeout.InfiniteTimeSpan, session.Clients, session.Time);

    /// <summary>The package as the adapter sees it.</summary>
    protected PackageContext Package(ReleaseSession session)
    {
        var item = Context[0];
        var names = item.GetMetadata("TokenVariables").Split(';', StringSplitOptions.RemoveEmptyEntries);
        return PackageContextFactory.Create(
            session.Files, OutputPath, PackageId.Parse(item.ItemSpec), item.GetMetadata("Version"),
            RelativePath.Parse(item.GetMetadata("PackageDirectory")), RelativePath.Parse(item.GetMetadata("Manifest")),
            new RegistryEndpoint(new Uri(item.GetMetadata("Registry")), new Uri(item.GetMetadata("Index")), session.Credentials.Find(names))
            {
                Trust = item.GetMetadata("Trust") == "true" ? new TrustChoice(item.GetMetadata("IdTokenVariable")) : null,
            },
            EcosystemSetting.ParseOptions(item.GetMetadata("Options")),
            long.TryParse(item.GetMetadata("SourceDateEpoch"), out var epoch) ? epoch : 0) with { Tag = item.GetMetadata("Tag"), VersionTag = item.GetMetadata("VersionTag"), Commit = Commit };
    }

    /// <summary>The stages of the package.</summary>
    protected static PackagePublication Publication(ReleaseSession session, PackageContext package) =>
        new(session.Ecosystems[package.Id.Ecosystem], package, session.Time);

    /// <summary>Writes an outcome into the ledger, once.</summary>
    protected static async System.Threading.Tasks.Task RecordAsync(ReleaseSession session, PackageContext package, LedgerKind kind, CancellationToken cancellationToken)
    {
        var ledger = await session.LedgerAsync(cancellationToken);
        if (!ledger.Earlier().Has(kind, LedgerPhase.Outcome, package.Id, package.Version))
        {
            await ledger.AppendAsync(kind, LedgerPhase.Outcome, package.Id, package.Version, [], cancellationToken);
        }
    }

    /// <summary>Artifacts as items: absolute path, with metadata <c>Sha256</c>, <c>Sha512</c> and <c>Size</c>.</summary>
    protected internal static ITaskItem[] ToItems(ImmutableArray<Artifact> artifacts) =>
    [
        .. artifacts.Select(a => new Microsoft.Build.Utilities.TaskItem(a.Path, new Dictionary<string, string>
        {
            ["Sha256"] = a.Sha256,
            ["Sha512"] = a.Sha512,
            ["Size"] = a.Size.ToString(),
        })),
    ];

    /// <summary>Artifacts from items that <see cref="ToItems"/> made.</summary>
    protected static ImmutableArray<Artifact> FromItems(ITaskItem[] items) =>
    [
        .. items.Select(i => new Artifact(
            Path.GetFileName(i.ItemSpec), i.ItemSpec, long.Parse(i.GetMetadata("Size")), i.GetMetadata("Sha256"), i.GetMetadata("Sha512"))),
    ];
}
