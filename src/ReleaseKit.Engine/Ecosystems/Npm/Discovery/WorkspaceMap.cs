using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems.Npm.Discovery;

/// <summary>The roots of a repository, and which folder belongs to which.</summary>
internal sealed class WorkspaceMap
{
    private readonly Dictionary<RelativePath, WorkspaceRoot> _roots = [];

    /// <summary>Whether the repository has any.</summary>
    public bool IsEmpty => _roots.Count == 0;

    /// <summary>The outermost root.</summary>
    public RelativePath First => _roots.Keys.Min();

    public void Add(WorkspaceRoot root) => _roots.Add(root.Directory, root);

    /// <summary>The root in exactly that folder; null when it is none.</summary>
    public WorkspaceRoot? At(RelativePath directory) => _roots.GetValueOrDefault(directory);

    /// <summary>Whether a folder lies in the folder of a root.</summary>
    public bool Covers(RelativePath directory) => Enclosing(directory).Any();

    /// <summary>The nearest root that has a folder, not itself, as a member; then one that reaches it by climbing out of its own folder.</summary>
    public WorkspaceRoot? OwnerOf(RelativePath directory) =>
        Enclosing(directory).FirstOrDefault(root => root.Directory != directory && root.Members.Include(directory)) ??
        _roots.Values.Where(root => !directory.IsWithin(root.Directory) && root.Members.Include(directory))
            .OrderBy(root => root.Directory).FirstOrDefault();

    private IEnumerable<WorkspaceRoot> Enclosing(RelativePath directory)
    {
        for (var current = directory; ; current = current.Parent)
        {
            if (_roots.TryGetValue(current, out var root))
            {
                yield return root;
            }

            if (current.IsRoot)
            {
                yield break;
            }
        }
    }
}
