using System.Collections.Immutable;
using ReleaseKit.Core.Versions;
using ReleaseKit.Core.Xml;

namespace ReleaseKit.Engine.Ecosystems.Maven.Poms;

/// <summary>
/// Which profiles of a pom are active when nobody names one. So that every machine finds the same packages, a JDK 17 on Linux is
/// taken to be there, and no property to be defined.
/// </summary>
internal static class ActiveProfiles
{
    private const string Jdk = "17";

    /// <summary>The active profiles: those whose conditions all hold, or those that are active by default where there are none.</summary>
    /// <param name="file">The pom.</param>
    /// <param name="exists">Whether a path, seen from the pom's folder, is there; null when that cannot be told.</param>
    public static ImmutableArray<XmlElementSyntax> Of(PomFile file, Func<string, bool?> exists)
    {
        var conditional = file.Profiles.Where(profile => Holds(profile.Element("activation"), exists)).ToImmutableArray();
        return conditional.IsEmpty
            ? [.. file.Profiles.Where(profile => PomFile.TextOf(profile.Find("activation", "activeByDefault")) == "true")]
            : conditional;
    }

    private static bool Holds(XmlElementSyntax? activation, Func<string, bool?> exists)
    {
        var conditions = activation?.Elements.Where(e => e.Name != "activeByDefault").Select(condition => condition.Name switch
        {
            "jdk" => HoldsForJdk(condition.Text.Trim()),
            "os" => HoldsForSystem(condition),
            "property" => HoldsWithoutProperties(condition),
            "file" => HoldsForFiles(condition, exists),
            _ => false,
        }).ToArray() ?? [];
        return conditions.Length > 0 && conditions.All(holds => holds);
    }

    private static bool HoldsForJdk(string condition)
    {
        if (condition.StartsWith('!'))
        {
            return !HoldsForJdk(condition[1..]);
        }

        // Maven itself does without the bracket at the end, and people do.
        return condition.Length > 0 && condition[0] is '[' or '('
            ? new MavenVersionScheme().Satisfies(Jdk, condition[^1] is ']' or ')' ? condition : $"{condition})") == true
            : condition.Length > 0 && $"{Jdk}.0".StartsWith(condition, StringComparison.Ordinal);
    }

    private static bool HoldsForSystem(XmlElementSyntax os) => os.Elements.All(element => element.Text.Trim() is var text && (text.StartsWith('!') ? !Is(element.Name, text[1..]) : Is(element.Name, text)));

    private static bool Is(string aspect, string value) => (aspect, value.ToLowerInvariant()) switch
    {
        ("family", "unix" or "linux") => true,
        ("name", "linux") => true,
        ("arch", "amd64") => true,
        _ => false,
    };

    private static bool HoldsWithoutProperties(XmlElementSyntax condition)
    {
        var name = PomFile.TextOf(condition.Element("name")) ?? "";
        var value = PomFile.TextOf(condition.Element("value")) ?? "";
        return name.StartsWith('!') ? value.Length == 0 : value.StartsWith('!');
    }

    private static bool HoldsForFiles(XmlElementSyntax condition, Func<string, bool?> exists) =>
        PomFile.TextOf(condition.Element("exists")) is { } present ? exists(present) == true
        : PomFile.TextOf(condition.Element("missing")) is { } absent && exists(absent) == false;
}
