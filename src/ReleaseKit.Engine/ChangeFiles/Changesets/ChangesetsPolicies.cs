using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Npm;

namespace ReleaseKit.Engine.ChangeFiles.Changesets;

/// <summary>What the configuration of changesets means for the packages that changesets knows: those of npm.</summary>
internal sealed class ChangesetsPolicies
{
    private readonly ChangesetsConfiguration _configuration;
    private readonly ReleaseSemantics _semantics;
    private readonly ImmutableArray<Package> _packages;
    private readonly List<Diagnostic> _problems = [];

    public ChangesetsPolicies(ChangesetsRepository repository, Workspace workspace)
    {
        _configuration = repository.Configuration;
        _semantics = repository.Semantics;
        var npm = workspace.Packages.Where(p => p.Ecosystem == NpmEcosystem.Id).ToImmutableArray();

        // The root of a workspace is no package of it.
        _packages = npm.Length > 1 ? [.. npm.Where(p => !p.Directory.IsRoot)] : npm;
    }

    /// <summary>Packages that the configuration leaves out, with why in words for people.</summary>
    public ImmutableDictionary<PackageId, string> Ignored =>
        _packages.Where(IsIgnored).ToImmutableDictionary(p => p.Id, _ => $"ignored by {ChangesetsConfiguration.Path}");

    /// <summary>Private packages that are versioned.</summary>
    public ImmutableHashSet<PackageId> VersionedPrivately => [.. _packages.Where(p => p.IsPrivate && !p.Publishable && !IsSkipped(p)).Select(p => p.Id)];

    private bool VersionsPrivate => _configuration.VersionsPrivate ?? _semantics == ReleaseSemantics.Changesets2;

    /// <summary>Lays groups and what happens to ranges and dependents over a policy whose propagation and rewriting are those of the semantics.</summary>
    /// <exception cref="ReleaseException"><c>RK-CHANGESETS-CONFIG</c>, once for each problem.</exception>
    public PlanPolicy Apply(PlanPolicy policy, ICollection<Diagnostic> warnings)
    {
        var names = _packages.Select(p => p.Name).ToArray();
        foreach (var (text, location) in _configuration.Fixed.Concat(_configuration.Linked).Append(_configuration.Ignore).OfType<NamePatterns>().SelectMany(list => list.Unmatched(names)))
        {
            warnings.Add(ChangesetsCodes.Unmatched.At(
                location, $"'{DisplayText.Line(text)}' matches no npm package of this workspace.{NearestName.Question(text, names)} Correct or delete it."));
        }

        if (!VersionsPrivate && _configuration.TagsPrivate == true)
        {
            _problems.Add(ChangesetsCodes.Invalid.At(
                new SourceLocation(ChangesetsConfiguration.Path.Value), "privatePackages cannot have \"tag\": true without \"version\": true. Set both, or neither."));
        }

        var groups = Groups();
        CheckDependents();
        return _problems.Count > 0 ? throw new ReleaseException(_problems) : policy with
        {
            Groups = policy.Groups.AddRange(groups),
            Propagation = Propagation(policy.Propagation),
            Rewrite = Rewrite(policy.Rewrite, _configuration),
        };
    }

    /// <summary>Which ranges are moved.</summary>
    public static RewritePolicy Rewrite(RewritePolicy policy, ChangesetsConfiguration configuration) => policy with
    {
        Trigger = configuration.UpdatesFromMinor ? RewriteTrigger.Minor : RewriteTrigger.Always,
        Scope = configuration.WorkspaceProtocolOnly ? RewriteScope.Protocol : RewriteScope.Every,
        PeerTrigger = configuration.OnlyPeersOutOfRange ? RewriteTrigger.OutOfRange : RewriteTrigger.Always,
    };

    private PropagationPolicy Propagation(PropagationPolicy policy)
    {
        var rule = new PropagationRule(_configuration.AlwaysUpdatesDependents ? PropagationTrigger.Always : PropagationTrigger.OutOfRange);
        var result = policy.WithPublished(rule);
        return _semantics != ReleaseSemantics.Changesets2 ? result : result.With(
            DependencyKind.Peer,
            rule,
            new PropagationRule(_configuration.OnlyPeersOutOfRange ? PropagationTrigger.OutOfRange : PropagationTrigger.Always, BumpLevel.Major) { AtLeast = BumpLevel.Minor });
    }

    private List<VersionGroup> Groups()
    {
        var groups = new List<VersionGroup>();
        var groupOf = new Dictionary<PackageId, string>();
        var all = _configuration.Fixed.Select((list, i) => (list, Key: $"fixed[{i}]", GroupVersioning.Fixed))
            .Concat(_configuration.Linked.Select((list, i) => (list, Key: $"linked[{i}]", GroupVersioning.Linked)));
        foreach (var (list, key, versioning) in all)
        {
            var members = _packages.Where(p => list.Matches(p.Name)).ToArray();
            foreach (var member in members.Where(m => !groupOf.TryAdd(m.Id, key)))
            {
                _problems.Add(ChangesetsCodes.Invalid.At(
                    list.Location, $"{member.Name} is in {groupOf[member.Id]} and in {key} of {ChangesetsConfiguration.Path}. Leave it in one of them."));
            }

            groups.Add(new VersionGroup($"{ChangesetsConfiguration.Path} {key}", versioning, [.. members.Select(m => m.Id)]));
        }

        return groups;
    }

    /// <summary>What is published cannot need what is never released with it.</summary>
    private void CheckDependents()
    {
        if (VersionsPrivate && _configuration.Ignore is null)
        {
            return;
        }

        var skipped = _packages.Where(IsSkipped).Select(p => p.Id).ToHashSet();
        _problems.AddRange(
            from package in _packages
            where !package.IsPrivate && !skipped.Contains(package.Id)
            from edge in package.Dependencies
            where edge is { Source: DependencySource.Workspace, Kind: not DependencyKind.Dev } && skipped.Contains(edge.Id)
            select ChangesetsCodes.Invalid.At(
                edge.Location ?? new SourceLocation(edge.DeclaredIn.Value),
                $"{package.Name} depends on {edge.Id.Name}, which {(IsIgnored(edge.Id) ? $"{ChangesetsConfiguration.Path} ignores" : "is private and not versioned")}, and is itself released. " +
                $"Add {package.Name} to 'ignore', or let {edge.Id.Name} be versioned."));
    }

    private bool IsSkipped(Package package) => IsIgnored(package) || (package.IsPrivate && !VersionsPrivate) || package.Version is null;

    private bool IsIgnored(Package package) => IsIgnored(package.Id);

    private bool IsIgnored(PackageId id) => _configuration.Ignore is { } ignore && ignore.Matches(id.Name);
}
