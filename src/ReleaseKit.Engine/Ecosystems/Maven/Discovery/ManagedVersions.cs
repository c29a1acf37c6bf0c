using ReleaseKit.Core.Xml;
using ReleaseKit.Engine.Ecosystems.Maven.Poms;

namespace ReleaseKit.Engine.Ecosystems.Maven.Discovery;

/// <summary>
/// What <c>dependencyManagement</c> says of the projects of the workspace: that of a project, of its ancestors, and of the
/// bills of materials that they import, where the workspace has them.
/// </summary>
internal sealed class ManagedVersions(IReadOnlySet<string> artifacts, Func<string, Pom?> find)
{
    private readonly Dictionary<Pom, Dictionary<string, ManagedDependency>> _known = [];

    /// <summary>What is managed, by <see cref="KeyOf"/>.</summary>
    public IReadOnlyDictionary<string, ManagedDependency> Of(Pom pom)
    {
        if (_known.TryGetValue(pom, out var known))
        {
            return known;
        }

        var result = new Dictionary<string, ManagedDependency>(StringComparer.Ordinal);
        _known[pom] = result; // One that imports itself gets what is known so far.
        foreach (var (file, entry) in EntriesOf(pom))
        {
            if (!IsImport(entry) && artifacts.Contains(pom.Interpolate(PomFile.TextOf(entry.Element("artifactId"))) ?? ""))
            {
                result.TryAdd(KeyOf(pom, entry), new ManagedDependency(pom, file, entry));
            }
        }

        foreach (var (_, entry) in EntriesOf(pom).Where(e => IsImport(e.Entry)))
        {
            if (find(NameOf(pom, entry)) is { } bill && bill != pom && bill.Version == pom.Interpolate(PomFile.TextOf(entry.Element("version"))))
            {
                foreach (var (key, managed) in Of(bill).ToArray())
                {
                    result.TryAdd(key, managed);
                }
            }
        }

        return result;
    }

    /// <summary>The entries that a pom itself has.</summary>
    public static IEnumerable<XmlElementSyntax> OwnEntries(Pom pom) =>
        pom.Layers.SelectMany(layer => PomFile.ItemsOf(layer.Element("dependencyManagement"), "dependencies", "dependency"));

    /// <summary>Whether an entry brings in the management of another pom.</summary>
    public static bool IsImport(XmlElementSyntax entry) => PomFile.TextOf(entry.Element("scope")) == "import";

    /// <summary>What tells dependencies apart.</summary>
    public static string KeyOf(Pom context, XmlElementSyntax dependency) =>
        $"{NameOf(context, dependency)}:{context.Interpolate(PomFile.TextOf(dependency.Element("type"))) ?? "jar"}:{context.Interpolate(PomFile.TextOf(dependency.Element("classifier")))}";

    /// <summary>The <c>group:artifact</c> of an element.</summary>
    public static string NameOf(Pom context, XmlElementSyntax element) =>
        $"{context.Interpolate(PomFile.TextOf(element.Element("groupId")))}:{context.Interpolate(PomFile.TextOf(element.Element("artifactId")))}";

    private static IEnumerable<(PomFile File, XmlElementSyntax Entry)> EntriesOf(Pom pom) =>
        pom.Lineage.SelectMany(ancestor => OwnEntries(ancestor).Select(entry => (ancestor.File, entry)));
}

/// <summary>What is managed of one dependency.</summary>
/// <param name="Context">The project as which its properties are read.</param>
/// <param name="File">The pom that says it.</param>
/// <param name="Entry">The entry.</param>
internal sealed record ManagedDependency(Pom Context, PomFile File, XmlElementSyntax Entry);
