using static ReleaseKit.Core.Diagnostics.DiagnosticSeverity;

namespace ReleaseKit.Core.Diagnostics;

/// <summary>Codes about packed artifacts that are published later, or elsewhere.</summary>
public static class ArtifactCodes
{
    /// <summary>There is no folder of packed artifacts where one is said to be.</summary>
    public static readonly DiagnosticDescriptor Missing = new(
        "RK-ARTIFACTS-MISSING", Error, "There are no packed artifacts to publish",
        "The folder that ReleaseArtifacts names has no artifacts.json: it is another folder, or -t:Pack was interrupted.",
        "Name the folder that -t:Pack wrote, or run -t:Pack again.");

    /// <summary>The folder is not what was packed.</summary>
    public static readonly DiagnosticDescriptor Altered = new(
        "RK-ARTIFACTS-ALTERED", Error, "Packed artifacts are not what was packed",
        "A file is missing, was added, or has another digest than artifacts.json says. Nothing of the folder is uploaded.",
        "Bring the folder over again, or run -t:Pack again on the commit that was packed.");

    /// <summary>A package could not be packed, or the folder lacks one.</summary>
    public static readonly DiagnosticDescriptor Incomplete = new(
        "RK-ARTIFACTS-INCOMPLETE", Error, "Not every planned package is packed",
        "At least one package failed to build, or the folder has none or other versions of its artifacts.",
        "Mend the failures listed above and run -t:Pack again.");

    /// <summary>The commit that is checked out is not the one that was packed.</summary>
    public static readonly DiagnosticDescriptor Commit = new(
        "RK-ARTIFACTS-COMMIT", Error, "The packed artifacts are of another commit",
        "Tags name the commit that the artifacts were packed from, and the graph and the configuration are read from it.",
        "Check out the commit that the message names and publish again.");

    /// <summary>The folder to write to holds something else.</summary>
    public static readonly DiagnosticDescriptor Folder = new(
        "RK-ARTIFACTS-FOLDER", Error, "The folder for packed artifacts holds something else",
        "-t:Pack replaces what is in its folder, and does so only with what it wrote itself.",
        "Name an empty folder, or one that -t:Pack wrote, with ReleaseArtifacts.");

    /// <summary>A target that builds by itself was given packed artifacts.</summary>
    public static readonly DiagnosticDescriptor Target = new(
        "RK-ARTIFACTS-TARGET", Error, "This target does not publish packed artifacts",
        "Release, Rehearse and Snapshot build what they publish; ReleaseArtifacts is for Pack and Publish.",
        "Run -t:Publish -p:ReleaseArtifacts=FOLDER, or leave the property out.");

    /// <summary>Every code of this area.</summary>
    internal static IEnumerable<DiagnosticDescriptor> All => [Missing, Altered, Incomplete, Commit, Folder, Target];
}
