using System.Collections.Immutable;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>What the build files of referenced packages make of a project, once they are restored.</summary>
/// <param name="IsTestProject">The project runs under VSTest: <c>IsTestProject</c> is set before the project's own text.</param>
/// <param name="IsTestProgram">The project is its own test runner: <c>IsTestingPlatformApplication</c> is set after it.</param>
internal readonly record struct RestoredMarks(bool IsTestProject, bool IsTestProgram);

/// <summary>Packages whose build files change what a project is.</summary>
internal static class WellKnownPackages
{
    private static readonly ImmutableHashSet<string> TestProject = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "Microsoft.NET.Test.Sdk", "MSTest");

    private static readonly ImmutableHashSet<string> TestProgram = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "xunit.v3", "xunit.v3.core", "xunit.v3.mtp-v1", "xunit.v3.mtp-v2", "xunit.v3.core.mtp-v1", "xunit.v3.core.mtp-v2", "TUnit", "TUnit.Engine",
        "Microsoft.Testing.Platform", "Microsoft.Testing.Platform.MSBuild");

    private static readonly ImmutableDictionary<string, string> Versioning = ImmutableDictionary.CreateRange(
        StringComparer.OrdinalIgnoreCase,
        [
            KeyValuePair.Create("Nerdbank.GitVersioning", "Nerdbank.GitVersioning"),
            KeyValuePair.Create("MinVer", "MinVer"),
            KeyValuePair.Create("GitVersion.MsBuild", "GitVersion"),
            KeyValuePair.Create("GitVersionTask", "GitVersion"),
        ]);

    /// <summary>The marks that a project's references leave on it.</summary>
    public static RestoredMarks MarksOf(IEnumerable<EvaluatedItem> references)
    {
        var marks = default(RestoredMarks);
        foreach (var reference in references)
        {
            marks = new RestoredMarks(
                marks.IsTestProject || TestProject.Contains(reference.Include), marks.IsTestProgram || TestProgram.Contains(reference.Include));
        }

        return marks;
    }

    /// <summary>The name of the tool that computes versions while it builds, or null.</summary>
    public static string? VersioningTool(string id) => Versioning.GetValueOrDefault(id);

    /// <summary>Whether it matters that a reference to the package is certain.</summary>
    public static bool Matters(string id) => TestProject.Contains(id) || TestProgram.Contains(id) || Versioning.ContainsKey(id);
}
