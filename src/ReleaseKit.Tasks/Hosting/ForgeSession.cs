using System.Collections.Immutable;
using ReleaseKit.Core.Configuration;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Promoting;
using ReleaseKit.Engine.Reconciling;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Tasks.Hosting;

/// <summary>The forge of what is released, for steps that can do without one.</summary>
internal sealed class ForgeSession : IDisposable
{
    private readonly HttpClient _http;
    private readonly FoundForge? _found;

    private ForgeSession(HttpClient http, FoundForge? found, RepositoryLinks links) => (_http, _found, Links) = (http, found, links);

    /// <summary>The forge; null when there is none to speak to.</summary>
    public IForge? Forge => _found?.Forge;

    /// <summary>Why there is no <see cref="Forge"/> though the repository is on one, and what to set; empty when there is one, the repository is on none that is known, or no releases are wanted there.</summary>
    public string Absence { get; private init; } = "";

    /// <summary>What to call the forge.</summary>
    public string Name => _found?.Location?.Repository.Kind.ToString() ?? "the forge";

    /// <summary>Addresses of pages.</summary>
    public RepositoryLinks Links { get; }

    /// <summary>Finds it. What neither configuration nor the remote's address places on a forge is on none: what CI says is about another repository then.</summary>
    /// <param name="session">The task's session.</param>
    /// <param name="tokenVariable">Name of the variable with the forge's token; empty for the usual ones.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public static async Task<ForgeSession> OpenAsync(ReleaseSession session, string tokenVariable, CancellationToken cancellationToken)
    {
        var configuration = await session.ConfigurationAsync(cancellationToken);
        var url = await (await session.GitAsync(cancellationToken)).Remotes().FindUrlAsync(cancellationToken);
        var http = ForgeLocator.NewClient();
        try
        {
            var found = Find(session, configuration, url, tokenVariable, http);
            return new ForgeSession(http, found, RepositoryLinks.Of(configuration.RepositoryUrl ?? url, configuration.Forge ?? found?.Location?.Repository.Kind))
            {
                Absence = found is { Forge: null, Location: not null } ? found.Absence : "",
            };
        }
        catch (ReleaseException e) when (e.Diagnostics[0].Code == ForgeCodes.Unknown.Code)
        {
            // forge_url or repository_url cannot be used. What can do without a forge is not stopped by that.
            return new ForgeSession(http, null, RepositoryLinks.None) { Absence = e.Diagnostics[0].Message };
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    /// <summary>Makes releases of what is live; null when there is no forge that has them.</summary>
    /// <param name="session">The task's session.</param>
    /// <param name="git">The repository.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="plans">Plans that tell what a changelog does not.</param>
    public LocalAnnouncement? Announcement(ReleaseSession session, IRepository git, DiscoveredWorkspace workspace, ImmutableArray<ReleasePlan> plans)
    {
        var factory = new ReleaseNotesFactory(session.Files, git, session.Ecosystems);
        return Forge is { Capabilities.Releases: true } forge ? new LocalAnnouncement(forge, Links, new VersionNotes(git, workspace, session.Ecosystems, factory, Links, plans)) : null;
    }

    /// <summary>Compares releases with what is live; null when there is no forge that has them.</summary>
    public ForgeReview? Review(ReleaseSession session, IRepository git, DiscoveredWorkspace workspace, ImmutableArray<ReleasePlan> plans) =>
        Announcement(session, git, workspace, plans) is { } announcement ? new ForgeReview(Forge!, git, workspace, session.Ecosystems, announcement) : null;

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static FoundForge? Find(ReleaseSession session, ReleaseConfiguration configuration, string? url, string tokenVariable, HttpClient http) =>
        !configuration.ForgeReleases || RepositoryLinks.Home(configuration.RepositoryUrl ?? url) is null ? null
        : new ForgeLocator(http, session.Environment, session.Time).Find(ForgeSettings.Of(configuration, url, tokenVariable));
}
