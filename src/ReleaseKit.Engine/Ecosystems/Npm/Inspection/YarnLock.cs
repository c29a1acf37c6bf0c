using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;

namespace ReleaseKit.Engine.Ecosystems.Npm.Inspection;

/// <summary>A <c>yarn.lock</c>, classic or later: a list of everything that was resolved, for all members alike.</summary>
internal sealed class YarnLock : ILockFile
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private YarnLock()
    {
    }

    public static ILockFile? Read(SourceText source)
    {
        var result = new YarnLock();
        foreach (var line in source.Text.Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0 && l[0] is not (' ' or '#' or '\t') && l[^1] == ':'))
        {
            foreach (var descriptor in line[..^1].Trim('"').Split(", ").Select(d => d.Trim('"')).Where(d => d.IndexOf('@', 1) > 0))
            {
                result._names.Add(descriptor[..descriptor.IndexOf('@', 1)]);
            }
        }

        return result;
    }

    /// <summary>Which manifest asked is not written down.</summary>
    public bool HasMember(string folder) => true;

    /// <summary>A name that is there in other ranges only may be the work of <c>resolutions</c>; one that is not there at all is new.</summary>
    public bool Fits(string folder, DependencyEntry entry, bool isMember) =>
        isMember || DependencySpecifier.Parse(entry.Specifier).Kind != SpecifierKind.Range || _names.Contains(entry.Name);

    /// <summary>What is not there has no place.</summary>
    public TextSpan PlaceOf(string folder, string dependency) => default;
}
