using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Tags;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Migrating;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Releasing;

/// <summary>Decides what it means that a package has no tag: a bootstrap commit, tags of another form, tags that were not fetched, or a first release.</summary>
internal sealed class MissingBaselines(IRepository git, Func<Package, IVersionScheme> schemeOf, DiscoveredWorkspace workspace, string[] all)
{
    private const int Shown = 5;

    /// <summary>Adds the baselines that configuration names.</summary>
    /// <param name="without">The packages without a tag.</param>
    /// <param name="found">The baselines of the others.</param>
    /// <param name="tags">Tags that name no version of any package.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <exception cref="ReleaseException"><c>RK-BASELINE-FOREIGN</c>, <c>RK-BASELINE-UNKNOWN</c>, <c>RK-BASELINE-UNFETCHED</c>.</exception>
    public async Task FillAsync(List<Package> without, ImmutableDictionary<PackageId, PackageBaselines>.Builder found, string[] tags, CancellationToken cancellationToken)
    {
        if (workspace.Configuration.BootstrapSha is { Length: > 0 } sha)
        {
            var commit = await git.ResolveAsync(sha, cancellationToken) ??
                throw new ReleaseException(BaselineCodes.Unknown.Create($"bootstrap_sha names {sha}, which is no commit of this repository. Correct it, or fetch the history that holds it."));
            foreach (var package in without)
            {
                found[package.Id] = new PackageBaselines(new Baseline(null, package.Version!, commit), null, []);
            }

            return;
        }

        if (TagFormatDetector.Suggest(without, schemeOf, tags) is { } suggestion && Likely(suggestion, without, tags, found.Count == 0) is { Length: > 0 } likely)
        {
            throw new ReleaseException(BaselineCodes.Foreign.Create(
                $"No tag of {string.Join(", ", likely.Take(Shown))}{(likely.Length > Shown ? $" and {likely.Length - Shown} more" : "")} matches tag_format \"{workspace.DefaultTagFormat.Text}\", but tags here look like \"{suggestion}\". " +
                (TagHabits.Find(workspace, schemeOf, all) is null ? "Put" : "Run -t:Init, which writes a releasekit.toml that goes on so, or put") + $" tag_format = \"{suggestion}\" into {(found.Count == 0 ? "yours (or pass -p:ReleaseTagFormat)" : "the packages' own releasekit.toml")}. " +
                "If those tags are none of these packages' releases, set bootstrap_sha to the commit of the last release."));
        }

        if (found.Count == 0 && tags.Length == 0 && await git.IgnoresTagsAsync(cancellationToken))
        {
            throw new ReleaseException(BaselineCodes.Unfetched.Create(
                "This clone was made without tags (remote tagOpt = --no-tags), so it cannot be told what has been released. Run git fetch --tags; " +
                "if nothing has been released yet, git config --unset remote.origin.tagOpt."));
        }
    }

    /// <summary>
    /// The packages whose releases tags of a form are. Where other packages have releases of our form, they must name the package, or
    /// the newest of them must be of the package's own version: a new package may well have the version of some older tag.
    /// </summary>
    private PackageId[] Likely(string format, List<Package> without, string[] tags, bool isFirst)
    {
        var index = new TagIndex(TagFormat.Parse(format), without, schemeOf, tags, _ => "");
        var tellsApart = isFirst || Array.Exists(["{name}", "{unscoped}", "{directory}"], placeholder => format.Contains(placeholder, StringComparison.Ordinal));
        return [.. without.Where(p => index.TagsOf(p.Id) is { IsEmpty: false } own && (tellsApart || (own[0].Version == p.Version && !IsOwn(p, own[0])))).Select(p => p.Id)];
    }

    /// <summary>Whether a tag is the package's but for the case of its letters, which is for a check to warn of.</summary>
    private bool IsOwn(Package package, VersionTag tag) => string.Equals(workspace.Tag(package, tag.Version), tag.Tag, StringComparison.OrdinalIgnoreCase);
}
