using Microsoft.Build.Framework;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Tasks.Hosting;

namespace ReleaseKit.Tasks;

/// <summary>Stops a package, without counting as a second error, when one of its dependencies is not live.</summary>
[MSBuildMultiThreadableTask]
public sealed class StopIfBlocked : Microsoft.Build.Utilities.Task
{
    /// <summary>The package's id.</summary>
    [Required]
    public string Package { get; set; } = "";

    /// <summary>Outcomes of its direct dependencies.</summary>
    public ITaskItem[] Dependencies { get; set; } = [];

    /// <summary>The path that blocks it, from the direct dependency to the one that failed; empty when nothing does.</summary>
    [Output]
    public string Reason { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        var blocking = Dependencies.FirstOrDefault(d => d.GetMetadata("Status") is not ("released" or "live" or "packed"));
        if (blocking is null)
        {
            return true;
        }

        var further = blocking.GetMetadata("Status") == "blocked" ? blocking.GetMetadata("Reason") : "";
        var stage = blocking.GetMetadata("Stage");
        Reason = further.Length > 0 ? $"{blocking.ItemSpec} <- {further}" : stage.Length > 0 ? $"{blocking.ItemSpec} (failed in {stage})" : blocking.ItemSpec;
        new DiagnosticSink(Log, "").Report(ReleaseCodes.Blocked.Create($"{Package} is not released: blocked by {Reason}."));
        ((IBuildEngine7)BuildEngine).AllowFailureWithoutError = true;
        return false;
    }
}
