using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about versions.</summary>
public static class VersionCodes
{
    /// <summary>A version is not one of its ecosystem.</summary>
    public static readonly DiagnosticDescriptor Invalid = new(
        "RK-VERSION-INVALID", Error, "A version is not one of its ecosystem",
        "The version in a manifest does not have the form that the package's registry accepts.",
        "Write a valid version at the place given.");

    /// <summary>A manifest's version is lower than that of its newest tag.</summary>
    public static readonly DiagnosticDescriptor Behind = new(
        "RK-VERSION-BEHIND", Error, "A manifest's version is lower than the released one",
        "The package's newest tag in this history names a higher version than its manifest: the release commit was lost, or the tag is wrong.",
        "Set the manifest's version to the tagged one, or delete the tag if it was a mistake.");

    /// <summary>A version was asked for that cannot be released.</summary>
    public static readonly DiagnosticDescriptor Asked = new(
        "RK-VERSION-ASKED", Error, "A version was asked for that cannot be released",
        "A Release-As footer or a property names a version that is not valid, or not higher than what is released or written already.",
        "Ask for a higher version: in a newer commit that touches the package, or with the property.");

    /// <summary>Packages must have one version, and their versions cannot be compared.</summary>
    public static readonly DiagnosticDescriptor Synchronize = new(
        "RK-VERSION-SYNCHRONIZE", Error, "Packages that share a version have versions of different kinds",
        "With synchronize, or with one shared version, every version must be valid in every ecosystem involved.",
        "Use versions of three numbers throughout, or set synchronize = false.");

    /// <summary>A calendar gives no version.</summary>
    public static readonly DiagnosticDescriptor Calendar = new(
        "RK-VERSION-CALENDAR", Error, "The calendar gives no version that can be released",
        "The period has its version already and the format does not count, or the ecosystem does not accept versions of the format.",
        "Add MICRO to the format in versioning; use three numbers without leading zeros where SemVer rules.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Invalid, Behind, Asked, Synchronize, Calendar];
}
