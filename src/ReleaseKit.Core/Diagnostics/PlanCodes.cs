using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about computing a plan.</summary>
public static class PlanCodes
{
    /// <summary>Two manifests declare the same package.</summary>
    public static readonly DiagnosticDescriptor Duplicate = new(
        "RK-WORKSPACE-DUPLICATE", Error, "Two manifests declare the same package",
        "Two folders hold a package of the same ecosystem and name.",
        "Rename one, or leave one out with exclude in releasekit.toml.");

    /// <summary>A group that no package is in.</summary>
    public static readonly DiagnosticDescriptor Group = new(
        "RK-PLAN-GROUP", Error, "No package is in the group asked for",
        "ReleaseGroup names a label that no package's releasekit.toml has.",
        "Use one of the groups listed, or set 'group' in a package's releasekit.toml.");

    /// <summary>Two releases would have the same tag, or a tag exists already.</summary>
    public static readonly DiagnosticDescriptor TagCollision = new(
        "RK-TAG-COLLISION", Error, "A planned tag is not free",
        "Two packages would be released with the same tag, or the tag already names another commit.",
        "Add {name} to tag_format so that every package has tags of its own, or set synchronize = true.");

    /// <summary>A range does not accept the sibling's new version, even after it was moved.</summary>
    public static readonly DiagnosticDescriptor RangeExcludes = new(
        "RK-RANGE-EXCLUDES", Error, "A range excludes the version a sibling is released with",
        "A range on a workspace package cannot be moved in its own style so that it accepts the new version.",
        "Write the range in another form at the place given, for example ^1.2.0.");

    /// <summary>A name that was asked for is no package.</summary>
    public static readonly DiagnosticDescriptor UnknownPackage = new(
        "RK-PLAN-PACKAGE", Error, "A name that was asked for is no package, or several",
        "ReleasePackages or ReleasePackage holds a name that no package has, or that packages of several ecosystems share.",
        "Write one of the ids that -t:Discover lists.");

    /// <summary>ReleaseDate is no date.</summary>
    public static readonly DiagnosticDescriptor Date = new(
        "RK-PLAN-DATE", Error, "ReleaseDate is no date",
        "The property is not of the form yyyy-MM-dd.",
        "Write it as yyyy-MM-dd, or leave it out to use the base commit's date.");

    /// <summary>ReleaseFormat is no format.</summary>
    public static readonly DiagnosticDescriptor Format = new(
        "RK-PLAN-FORMAT", Error, "ReleaseFormat is no format",
        "The property names no form that the target can print.",
        "Use one of the forms that the message lists.");

    /// <summary>Groups contradict each other.</summary>
    public static readonly DiagnosticDescriptor GroupConflict = new(
        "RK-GROUP-CONFLICT", Error, "A package cannot follow the versions of two groups",
        "A package is in two groups with versioning, shares the place of its version with a package of another group, or all packages are synchronized anyway.",
        "Leave the package in one of the groups, or make the other one independent, which only gives it a label.");

    /// <summary>A group without members, or a pattern of it that matches nothing.</summary>
    public static readonly DiagnosticDescriptor GroupEmpty = new(
        "RK-GROUP-EMPTY", Error, "A group, or a pattern of it, matches no package",
        "A table [groups.label] lists a name or directory that no package has, or nothing at all.",
        "Write ids, names, or globs of directories of packages that -t:Discover lists.");

    /// <summary>A published range accepts no version that will exist.</summary>
    public static readonly DiagnosticDescriptor RangeUnresolvable = new(
        "RK-RANGE-UNRESOLVABLE", Error, "A published range would accept no released version",
        "A package would be published with a range on a sibling that accepts neither the version the plan releases nor the last released one.",
        "Release the sibling as well, or correct the range at the place given.");

    /// <summary>ReleaseBump or ReleaseAs cannot be followed.</summary>
    public static readonly DiagnosticDescriptor Explicit = new(
        "RK-PLAN-EXPLICIT", Error, "What ReleaseBump or ReleaseAs asks for cannot be done",
        "ReleaseBump is no level, ReleaseAs is given for several packages with versions of their own, or it names a package that is not released.",
        "Write ReleaseBump=patch, minor or major; write ReleaseAs=name=version, or select one package with ReleasePackages.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All =>
        [Duplicate, Group, TagCollision, RangeExcludes, UnknownPackage, Date, Format, GroupConflict, GroupEmpty, RangeUnresolvable, Explicit];
}
