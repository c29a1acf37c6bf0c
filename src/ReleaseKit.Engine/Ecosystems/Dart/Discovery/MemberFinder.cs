using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Dart.Manifests;

namespace ReleaseKit.Engine.Ecosystems.Dart.Discovery;

/// <summary>
/// Decides which pubspecs are packages: the root and the members of pub workspaces, nested ones with them; what Melos' globs match;
/// and every other pubspec, unless it lies in a workspace that does not name it, or in a folder that is part of a package by pub's
/// layout: <c>example</c>, <c>test</c> and their like.
/// </summary>
internal sealed class MemberFinder(DiscoveryRequest request)
{
    private static readonly HashSet<string> PartsOfPackages = new(StringComparer.Ordinal)
    {
        "example", "test", "integration_test", "test_driver", "lib", "bin", "tool", "benchmark", "doc", "hook", "web", "build",
    };

    private readonly SortedDictionary<RelativePath, PubspecManifest> _manifests = [];
    private readonly SortedDictionary<RelativePath, PubspecManifest> _melos = [];
    private readonly Dictionary<RelativePath, ReleaseException> _unreadable = [];
    private readonly Dictionary<RelativePath, PubMember> _members = [];
    private readonly List<Diagnostic> _problems = [];
    private readonly List<PubTree> _trees = [];

    /// <summary>What is wrong, in the order of paths.</summary>
    public IEnumerable<Diagnostic> Problems => _problems;

    public IReadOnlyCollection<PubMember> Find()
    {
        // A listing from version control may name files that are deleted in the work tree.
        foreach (var path in request.Listing.Where(p => p.FileName is PubspecManifest.FileName or PubTree.MelosFile && !IsTemplate(p) && request.Files.FileExists(p)))
        {
            Read(path);
        }

        foreach (var manifest in _manifests.Values.Where(m => !m.IsWorkspaceMember))
        {
            AddMembers(manifest, manifest.Directory);
        }

        foreach (var file in _melos.Values.Concat(_manifests.Values))
        {
            AddMelos(file);
        }

        var alone = _manifests.Values.Where(m => !_members.ContainsKey(m.Directory) && IsAlone(m.Directory)).ToArray();
        foreach (var manifest in alone)
        {
            _members.Add(manifest.Directory, new PubMember(manifest, null));
        }

        foreach (var (_, failure) in _unreadable.Where(u => Counts(u.Key)).OrderBy(u => u.Key))
        {
            _problems.AddRange(failure.Diagnostics);
        }

        _problems.AddRange(_manifests.Values.Concat(_melos.Values).Where(m => _trees.Exists(t => t.Directory == m.Directory) && IsWanted(m.Directory)).SelectMany(m => m.Problems));
        return [.. _members.Values.Where(m => IsWanted(m.Directory)).OrderBy(m => m.Directory)];
    }

    /// <summary>The folder of the workspace that has the pubspec of a folder, itself for one alone; null for a folder without a pubspec.</summary>
    public RelativePath? WorkspaceOf(RelativePath directory) =>
        _members.TryGetValue(directory, out var member) ? member.Root ?? directory
        : _manifests.ContainsKey(directory) || _unreadable.ContainsKey(directory.Combine(PubspecManifest.FileName)) ? _trees.Find(t => t.Matches(directory))?.Directory ?? directory
        : null;

    /// <summary>Whether a file is part of a brick, from which Mason makes packages; it is no YAML before that.</summary>
    private static bool IsTemplate(RelativePath path) => path.Value.Contains("{{", StringComparison.Ordinal) || path.Value.Split('/').Contains("__brick__");

    private bool IsWanted(RelativePath directory) => directory.IsWithin(request.Root) && !request.Excluded(directory);

    private void Read(RelativePath path)
    {
        try
        {
            var manifest = PubspecManifest.Parse(path, SourceText.Decode(path.Value, request.Files.Read(path)));
            (path.FileName == PubTree.MelosFile ? _melos : _manifests).Add(path.Parent, manifest);
        }
        catch (ReleaseException failure)
        {
            _unreadable.Add(path, failure);
        }
    }

    /// <summary>Adds the members that a pubspec names; one of them may name further ones, which belong to the same root.</summary>
    private void AddMembers(PubspecManifest manifest, RelativePath root)
    {
        if (PubTree.OfPub(manifest) is not { } tree || !_members.TryAdd(manifest.Directory, new PubMember(manifest, root)))
        {
            return;
        }

        _trees.Add(tree);
        foreach (var (written, directory) in tree.Literals)
        {
            if (!_manifests.ContainsKey(directory) && !_unreadable.ContainsKey(directory.Combine(PubspecManifest.FileName)) && !request.Excluded(directory))
            {
                tree.Report(written.Span, $"the member '{written.Value}' has no {PubspecManifest.FileName} that git knows or may know. Correct 'workspace', or add the file.");
            }
        }

        foreach (var member in _manifests.Values.Where(m => m.Directory != manifest.Directory && tree.Matches(m.Directory)))
        {
            if (!member.IsWorkspaceMember && IsWanted(member.Directory))
            {
                _problems.Add(ManifestCodes.Invalid.At(
                    new SourceLocation(member.Path.Value, 1, 1),
                    $"{member.Path} is a member of the workspace of {manifest.Path} and does not say so, which pub does not allow. Write 'resolution: workspace' into it."));
            }

            AddMembers(member, root);
            _members.TryAdd(member.Directory, new PubMember(member, root));
        }
    }

    private void AddMelos(PubspecManifest file)
    {
        if (PubTree.OfMelos(file) is not { } tree)
        {
            return;
        }

        _trees.Add(tree);
        foreach (var manifest in _manifests.Values.Where(m => m.Directory == tree.Directory ? tree.HasRoot || tree.Matches(m.Directory) : tree.Matches(m.Directory)))
        {
            _members.TryAdd(manifest.Directory, new PubMember(manifest, tree.Directory));
        }
    }

    /// <summary>Whether a pubspec is a package of its own: no workspace is around it, and it is no part of another package.</summary>
    private bool IsAlone(RelativePath directory) => !_trees.Exists(t => t.Surrounds(directory)) && !IsPartOfPackage(directory);

    private bool IsPartOfPackage(RelativePath directory)
    {
        for (var folder = directory; !folder.IsRoot;)
        {
            folder = folder.Parent;
            if (_manifests.ContainsKey(folder))
            {
                return directory.Value[(folder.IsRoot ? 0 : folder.Value.Length + 1)..].Split('/').Any(PartsOfPackages.Contains);
            }
        }

        return false;
    }

    /// <summary>Whether a file that cannot be read matters.</summary>
    private bool Counts(RelativePath path) =>
        IsWanted(path.Parent) &&
        (path.FileName == PubTree.MelosFile || (_trees.FindAll(t => t.Surrounds(path.Parent)) is { Count: > 0 } around ? around.Exists(t => t.Matches(path.Parent)) : !IsPartOfPackage(path.Parent)));
}
