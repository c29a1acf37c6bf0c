using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Go.Modules;

/// <summary>
/// Finds the modules of a repository by the rules of the go command: below a <c>go.work</c> those that it uses, elsewhere
/// every <c>go.mod</c> that is not vendored, test data, or in a folder whose name begins with an underscore or a dot, and what these
/// replace by such a folder.
/// </summary>
internal sealed class ModuleFinder(DiscoveryRequest request)
{
    private readonly List<Diagnostic> _problems = [];
    private readonly Dictionary<RelativePath, RelativePath> _workspaces = [];

    /// <summary>What is wrong with the files, in the order of reading.</summary>
    public IReadOnlyList<Diagnostic> Problems => _problems;

    /// <summary>The modules, in ordinal order of their folders.</summary>
    public IReadOnlyList<ModuleMember> Find()
    {
        var listed = request.Listing.Where(path => path.FileName is ModFile.FileName or WorkFile.FileName).ToArray();
        var folders = listed.Where(path => path.FileName == ModFile.FileName).Select(path => path.Parent).ToHashSet();
        var works = listed.Where(path => path.FileName == WorkFile.FileName && IsLookedAt(path.Parent))
            .Select(path => (path.Parent, Uses: Try(() => Uses(path, folders)) ?? [])).OrderByDescending(work => work.Parent.Value.Length).ToArray();
        var members = new List<ModuleMember>();
        foreach (var folder in folders.Where(folder => !request.Excluded(folder)).Order())
        {
            // The nearest go.work above decides, as it does for the go command.
            var work = works.Where(work => folder.IsWithin(work.Parent)).Select(work => (work.Parent, IsUsed: work.Uses.Contains(folder))).Cast<(RelativePath Folder, bool IsUsed)?>().FirstOrDefault();
            _workspaces.Add(folder, work is { IsUsed: true } ? work.Value.Folder : folder);
            if ((work?.IsUsed ?? IsLookedAt(folder)) && Try(() => ModFile.Read(Source(folder.Combine(ModFile.FileName)))) is { } file)
            {
                members.Add(new ModuleMember(folder, file, work?.Folder));
            }
        }

        AddRequired(members, folders, works.SelectMany(work => folders.Where(folder => folder.IsWithin(work.Parent))).ToHashSet());
        return [.. members.OrderBy(member => member.Directory)];
    }

    /// <summary>A module that another one requires from its folder is one like the others, though it lies in a folder called testdata.</summary>
    private void AddRequired(List<ModuleMember> members, HashSet<RelativePath> folders, HashSet<RelativePath> governed)
    {
        var known = members.Select(member => member.Directory).ToHashSet();
        for (var i = 0; i < members.Count; i++)
        {
            var (file, directory) = (members[i].File, members[i].Directory);
            foreach (var replacement in file.Replacements.Where(r => r.IsFolder && file.Requirements.Any(required => required.Path.Text == r.Old.Text)))
            {
                if (directory.TryCombine(replacement.New.Text.TrimEnd('/'), out var folder) && folders.Contains(folder) && !governed.Contains(folder) && !request.Excluded(folder) &&
                    known.Add(folder) && Try(() => ModFile.Read(Source(folder.Combine(ModFile.FileName)))) is { } found)
                {
                    _workspaces[folder] = _workspaces[directory];
                    members.Add(new ModuleMember(folder, found, Work: null));
                }
            }
        }
    }

    /// <summary>The folder of the go.work that uses the module of a folder, itself where none does; null for a folder without a module.</summary>
    public RelativePath? WorkspaceOf(RelativePath directory) => _workspaces.TryGetValue(directory, out var workspace) ? workspace : null;

    private HashSet<RelativePath> Uses(RelativePath path, HashSet<RelativePath> folders)
    {
        var work = WorkFile.Read(Source(path));
        var uses = new HashSet<RelativePath>();
        foreach (var use in work.Uses)
        {
            // A folder outside of the repository is none of ours.
            if (Path.IsPathRooted(use.Text) || !path.Parent.TryCombine(use.Text.TrimEnd('/'), out var folder))
            {
                continue;
            }

            // What is there and not listed is ignored by git, or a submodule's: none of ours either.
            if (!folders.Contains(folder) && !request.Files.FileExists(folder.Combine(ModFile.FileName)))
            {
                throw work.Source.Error(
                    ManifestCodes.Invalid, use.Span, $"'{DisplayText.Line(use.Text)}' holds no go.mod. Correct the line, or remove it with 'go work edit -dropuse'.");
            }

            uses.Add(folder);
        }

        return uses;
    }

    private SourceText Source(RelativePath path) => SourceText.Decode(path.Value, request.Files.Read(path));

    private T? Try<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (ReleaseException e)
        {
            _problems.AddRange(e.Diagnostics);
            return null;
        }
    }

    private static bool IsLookedAt(RelativePath folder) =>
        !folder.Value.Split('/').Any(part => part is "vendor" or "testdata" || (part.Length > 0 && part[0] is '_' or '.'));
}
