using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about adapters that other packages bring.</summary>
public static class ExtensionCodes
{
    /// <summary>The assembly is not there, or is none.</summary>
    public static readonly DiagnosticDescriptor Assembly = new(
        "RK-EXTENSION-ASSEMBLY", Error, "The assembly of a ReleaseEcosystem item cannot be loaded",
        "The item has no Assembly, the file does not exist, or it is no .NET assembly that this runtime can load.",
        "Build or restore the package that brings the adapter, and correct the path; a relative one begins at the project's folder.");

    /// <summary>The type is not there, or is no factory.</summary>
    public static readonly DiagnosticDescriptor Type = new(
        "RK-EXTENSION-TYPE", Error, "The type of a ReleaseEcosystem item makes no adapter",
        "The assembly has no such public type, or it does not implement IEcosystemFactory with a public constructor without parameters.",
        "Correct Type: the full name with its namespace.");

    /// <summary>The assembly was compiled against another contract.</summary>
    public static readonly DiagnosticDescriptor Contract = new(
        "RK-EXTENSION-CONTRACT", Error, "An adapter was made for another version of the SDK",
        "The assembly says another version of the contract than this SDK has, says none, or uses something that this SDK does not have.",
        "Use the version of the adapter's package that goes with this SDK, or compile the adapter against it.");

    /// <summary>The adapter is another one than the item says.</summary>
    public static readonly DiagnosticDescriptor Id = new(
        "RK-EXTENSION-ID", Error, "An adapter has another id than its item",
        "Ids of packages begin with the adapter's id, and settings are found by the item's, so both must be one.",
        "Write the adapter's id, in lower-case letters and digits, as Include of the item.");

    /// <summary>Two adapters have one id.</summary>
    public static readonly DiagnosticDescriptor Replaced = new(
        "RK-EXTENSION-REPLACED", Warning, "Two adapters have one id, and the first registered is used",
        "A ReleaseEcosystem item has the id of another item or of an adapter of the SDK.",
        "Remove one of the items, unless the replacement is meant; -nowarn takes the code.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Assembly, Type, Contract, Id, Replaced];
}
