using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Puts what was built into a folder of packed artifacts, when every package was.</summary>
[MSBuildMultiThreadableTask]
public sealed class CollectArtifacts : ReleaseTask
{
    /// <summary>The outcomes that <see cref="BuildPackages"/> gave.</summary>
    public ITaskItem[] Outcomes { get; set; } = [];

    /// <summary>Absolute path of the folder.</summary>
    [Required]
    public string Folder { get; set; } = "";

    /// <summary>The artifacts: absolute path, with metadata <c>Package</c>, <c>Sha256</c>, <c>Sha512</c> and <c>Size</c>.</summary>
    [Output]
    public ITaskItem[] Artifacts { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var failed = Outcomes.Where(o => o.GetMetadata("Status") != "packed").Select(o => o.ItemSpec).Order(StringComparer.Ordinal).ToArray();
        if (failed.Length > 0)
        {
            throw new ReleaseException(ArtifactCodes.Incomplete.Create(
                $"{failed.Length} of {Outcomes.Length} packages are not packed: {string.Join(", ", failed)}. Mend what failed and run -t:Pack again; {Folder} is as it was."));
        }

        var plan = session.ReadPlan();
        if (plan.IsEmpty)
        {
            Say("Nothing to pack: the plan releases nothing.");
            return;
        }

        var git = await session.GitAsync(cancellationToken);
        var packed = new ArtifactFolder(Folder).Write(plan, git.Facts.Head, plan.Published.Select(r => (r.Id, r.To, PackageContextFactory.ArtifactsDirectory(OutputPath, r.Id, r.To))));
        Artifacts = [.. packed.Select(p => TakeArtifacts.ToItem(p))];
        Say("");
        Say(TextTable.Render(
            ["package", "version", "file", "sha256"],
            packed.Select(p => (IReadOnlyList<string>)[p.Package.ToString(), p.Version, p.Artifact.FileName, p.Artifact.Sha256])));
        Say($"Packed into {Folder}; publish it with -t:Publish -p:ReleaseArtifacts=FOLDER on commit {git.Facts.Head[..10]}.");
    }
}
