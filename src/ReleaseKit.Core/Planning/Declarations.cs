using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Intents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>What the change files say, by package.</summary>
internal sealed class Declarations
{
    private readonly Dictionary<PackageId, List<DeclaredIntent>> _intents = [];
    private readonly HashSet<(string Commit, PackageId Package)> _silenced = [];
    private readonly List<(RelativePath File, ImmutableArray<PackageId> Packages)> _files = [];

    private Declarations()
    {
    }

    /// <summary>What is declared for a package, in the order of the files.</summary>
    public IReadOnlyList<DeclaredIntent> Of(PackageId id) => _intents.TryGetValue(id, out var intents) ? intents : [];

    /// <summary>Whether a commit speaks for a package through the change file it added, and not by its own message.</summary>
    public bool Silences(string commit, PackageId id) => _silenced.Contains((commit, id));

    /// <summary>The files of which nothing is left to release once the plan is done: every change for a package that may be released is declared for nothing, or released.</summary>
    public ImmutableArray<RelativePath> UsedUp(Func<PackageId, bool> isReleased) =>
        [.. _files.Where(file => file.Packages.All(isReleased)).Select(file => file.File).Distinct().Order()];

    /// <summary>Resolves every name and checks that each file can be used up as a whole.</summary>
    /// <exception cref="ReleaseException"><c>RK-CHANGE-PACKAGE</c>, <c>RK-CHANGE-MIXED</c>, <c>RK-CHANGE-SPLIT</c>: all of them.</exception>
    public static Declarations Read(PlanRequest request, IReadOnlyDictionary<PackageId, Standing> standings)
    {
        var result = new Declarations();
        if (!request.Policy.Intents.HasFlag(IntentSources.ChangeFiles) || (request.ChangeFiles.IsEmpty && request.SpentChangeFiles.IsEmpty))
        {
            return result;
        }

        var names = new DeclaredNames(request);
        var problems = new List<Diagnostic>();
        foreach (var file in request.ChangeFiles.OrderBy(f => f.Path))
        {
            result.Add(file, names, standings, problems);
        }

        foreach (var file in request.SpentChangeFiles.Where(f => f.Commit is not null))
        {
            // What a past release did cannot be corrected any more: a name that is gone speaks for nobody.
            result.Silence(file, file.Changes.SelectMany(change => names.Resolve(change).Packages));
        }

        return problems.Count == 0 ? result : throw new ReleaseException(problems);
    }

    private void Add(ChangeFile file, DeclaredNames names, IReadOnlyDictionary<PackageId, Standing> standings, List<Diagnostic> problems)
    {
        var meanings = file.Changes.Select(change => (Change: change, Meaning: names.Resolve(change))).ToArray();
        problems.AddRange(meanings.Select(pair => pair.Meaning.Problem).OfType<Diagnostic>());

        // A group is its members that are released at all; a package that is named is meant.
        var found = meanings.SelectMany(pair => pair.Meaning.Packages
            .Where(id => !pair.Meaning.ByLabel || standings[id].MayBeReleased || standings[id].IsUnselected)
            .Select(id => (pair.Change, Package: id))).ToList();
        Silence(file, found.Select(pair => pair.Package));
        if (!file.Changes.IsEmpty && !found.Exists(pair => standings[pair.Package].MayBeReleased))
        {
            return;
        }

        if (found.Find(pair => !standings[pair.Package].MayBeReleased) is { Change: not null } other)
        {
            problems.Add(Problem(file, found.First(pair => standings[pair.Package].MayBeReleased).Package, other.Package, other.Change.Location, standings[other.Package]));
            return;
        }

        foreach (var (change, package) in found)
        {
            Add(package, new DeclaredIntent(file, change));
        }

        _files.Add((file.Path, [.. found.Where(pair => pair.Change.Level > BumpLevel.None).Select(pair => pair.Package).Distinct()]));
    }

    private static Diagnostic Problem(ChangeFile file, PackageId released, PackageId other, SourceLocation location, Standing standing) => standing.IsUnselected
        ? IntentCodes.Split.At(location, $"{file.Path} names {released}, which is selected, and also {other}, which is not. Select both, or give each its own change file.")
        : IntentCodes.Mixed.At(location, $"{file.Path} names {released} and also {other}, which is not released: {DisplayText.Line(standing.Why!)}. Take {other} out of the file, or into one of its own.");

    /// <summary>The same words about the same package count once, as much as the strongest of them.</summary>
    private void Add(PackageId package, DeclaredIntent intent)
    {
        var intents = _intents.TryGetValue(package, out var known) ? known : _intents[package] = [];
        var same = intents.FindIndex(i => i.File.Path == intent.File.Path && i.Change.Text == intent.Change.Text);
        if (same < 0)
        {
            intents.Add(intent);
        }
        else if (intents[same].Level < intent.Level)
        {
            intents[same] = intent;
        }
    }

    private void Silence(ChangeFile file, IEnumerable<PackageId> packages)
    {
        foreach (var package in file.Commit is null ? [] : packages)
        {
            _silenced.Add((file.Commit!, package));
        }
    }
}
