using System.Collections;
using Microsoft.Build.Framework;

namespace ReleaseKit.Tasks;

/// <summary>
/// Builds the packages' projects in parallel and says how each ended. The stock MSBuild task drops every output as soon as
/// one project fails, so a second, cheap target is asked for the outcome.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class BuildPackages : Microsoft.Build.Utilities.Task
{
    /// <summary>The generated projects.</summary>
    [Required]
    public ITaskItem[] Projects { get; set; } = [];

    /// <summary>One item for each project: the package id, with metadata <c>Status</c>, <c>Version</c>, <c>Tag</c>, <c>Reason</c> …</summary>
    [Output]
    public ITaskItem[] Outcomes { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        var files = Projects.Select(p => p.GetMetadata("FullPath")).ToArray();
        Build(files, "ReleasePackage");
        Outcomes = [.. Build(files, "GetOutcome").TargetOutputsPerProject
            .Select(outputs => outputs.TryGetValue("GetOutcome", out var items) ? items.FirstOrDefault() : null)
            .OfType<ITaskItem>()];
        return true;
    }

    private BuildEngineResult Build(string[] files, string target) => ((IBuildEngine3)BuildEngine).BuildProjectFilesInParallel(
        files, [target], new IDictionary[files.Length], new IList<string>[files.Length], new string[files.Length], returnTargetOutputs: true);
}
