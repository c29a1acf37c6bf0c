using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tags;

/// <summary>
/// Which tags of a repository name which versions of which packages. Every tag is looked at once, whatever the number of
/// packages: packages are found by what stands before and after the version.
/// </summary>
public sealed class TagIndex
{
    private readonly Dictionary<PackageId, Slot> _slots = [];
    private readonly Dictionary<string, List<PackageId>> _owners = new(StringComparer.Ordinal);

    /// <summary>Indexes tags.</summary>
    /// <param name="format">How tags are named.</param>
    /// <param name="packages">The packages that have tags.</param>
    /// <param name="schemeOf">The version scheme of a package; what is no version of it is no tag of it.</param>
    /// <param name="tags">The tags, without <c>refs/tags/</c>, in any order.</param>
    /// <param name="sharing">What packages that always have one version have in common, so that they may share tags; null for a package with a version of its own.</param>
    /// <exception cref="ReleaseException"><c>RK-TAG-FORMAT</c>: two packages with versions of their own would have the same tags.</exception>
    public TagIndex(TagFormat format, IEnumerable<Package> packages, Func<Package, IVersionScheme> schemeOf, IEnumerable<string> tags, Func<Package, string?> sharing)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(packages);
        ArgumentNullException.ThrowIfNull(schemeOf);
        ArgumentNullException.ThrowIfNull(tags);
        ArgumentNullException.ThrowIfNull(sharing);
        var byAffixes = new Dictionary<(string, string), List<Slot>>();
        foreach (var package in packages)
        {
            var affixes = format.AffixesOf(package);
            var slots = byAffixes.TryGetValue(affixes, out var known) ? known : byAffixes[affixes] = [];
            _slots.Add(package.Id, SlotFor(slots, package, schemeOf(package), format, sharing(package)));
        }

        var finder = new AffixFinder<List<Slot>>(byAffixes.Select(pair => (pair.Key.Item1, pair.Key.Item2, pair.Value)));
        Unmatched = [.. tags.Where(tag => !Assign(tag, finder))];
        foreach (var slot in byAffixes.Values.SelectMany(slots => slots))
        {
            slot.Sort();
        }
    }

    /// <summary>The tags that name no version of any package, in the order given.</summary>
    public ImmutableArray<string> Unmatched { get; }

    /// <summary>The tags of a package, highest version first; tags of equal versions in ordinal order.</summary>
    public ImmutableArray<VersionTag> TagsOf(PackageId package) => _slots.TryGetValue(package, out var slot) ? slot.Tags : [];

    /// <summary>The packages of which a tag names a version; of packages that share tags one stands for all. None for a tag that was not given.</summary>
    public ImmutableArray<PackageId> OwnersOf(string tag) => _owners.TryGetValue(tag, out var owners) ? [.. owners] : [];

    private static Slot SlotFor(List<Slot> slots, Package package, IVersionScheme scheme, TagFormat format, string? share)
    {
        if (slots.Count > 0 && (share is null || slots[0].Share != share))
        {
            throw new ReleaseException(TagCodes.Format.Create(
                $"tag_format '{format}' gives {slots[0].Owner} and {package.Id} the same tags, though each has versions of its own. {Advice(format)}"));
        }

        var slot = slots.Find(s => s.Scheme.Name == scheme.Name);
        if (slot is null)
        {
            slots.Add(slot = new Slot(package.Id, scheme, share));
        }

        return slot;
    }

    private static string Advice(TagFormat format) =>
        !format.Text.Contains("{name}", StringComparison.Ordinal) ? "Add {name} to it, or set synchronize = true if they always have one version."
        : !format.Text.Contains("{ecosystem}", StringComparison.Ordinal) ? "Add {ecosystem} to it, for example {ecosystem}/{name}-v{version}."
        : "Rename one of the packages: their names differ only in characters that git refuses in tags.";

    private bool Assign(string tag, AffixFinder<List<Slot>> finder)
    {
        var matched = false;
        foreach (var (slots, version) in finder.Find(tag))
        {
            foreach (var slot in slots.Where(s => s.Scheme.IsValid(version)))
            {
                slot.Add(new VersionTag(tag, version));
                Own(tag, slot.Owner);
                matched = true;
            }
        }

        return matched;
    }

    private void Own(string tag, PackageId owner)
    {
        if (_owners.TryGetValue(tag, out var owners))
        {
            owners.Add(owner);
        }
        else
        {
            _owners[tag] = [owner];
        }
    }

    /// <summary>The tags that packages with the same affixes and scheme share.</summary>
    private sealed class Slot(PackageId owner, IVersionScheme scheme, string? share)
    {
        private readonly List<VersionTag> _tags = [];

        public PackageId Owner => owner;

        public IVersionScheme Scheme => scheme;

        public string? Share => share;

        public ImmutableArray<VersionTag> Tags { get; private set; } = [];

        public void Add(VersionTag tag) => _tags.Add(tag);

        public void Sort()
        {
            _tags.Sort((a, b) => scheme.Compare(b.Version, a.Version) is not 0 and var order ? order : string.CompareOrdinal(a.Tag, b.Tag));
            Tags = [.. _tags];
        }
    }
}
