using System.Collections.Immutable;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Packages;

/// <summary>Finds packages by what people write: an id such as <c>npm:@acme/core</c>, or the name alone.</summary>
public sealed class PackageNames
{
    private readonly Dictionary<string, ImmutableArray<PackageId>> _known;

    /// <summary>The names of a workspace's packages.</summary>
    public PackageNames(Workspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        _known = workspace.Packages.GroupBy(p => p.Name, StringComparer.Ordinal)
            .ToDictionary(named => named.Key, named => named.Select(p => p.Id).Order().ToImmutableArray(), StringComparer.Ordinal);
        foreach (var package in workspace.Packages)
        {
            // Names may hold colons; an id is meant before the name of another package is.
            _known[package.Id.ToString()] = [package.Id];
        }
    }

    /// <summary>The package with that id, or all with that name, in ordinal order; empty when there is none.</summary>
    public ImmutableArray<PackageId> Find(string name) => _known.GetValueOrDefault(name, []);

    /// <summary>A sentence that offers what was probably meant, as <see cref="NearestName.Question"/> writes it.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="others">What else could have been written there.</param>
    public string Question(string name, params IEnumerable<string> others) => NearestName.Question(name, _known.Keys.Concat(others));
}
