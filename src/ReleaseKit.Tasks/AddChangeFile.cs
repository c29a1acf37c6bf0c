using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ReleaseKit.Engine.ChangeFiles;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Writes one change file. What is not given is asked for when the build runs in a terminal. A dry run prints the file.</summary>
[MSBuildMultiThreadableTask]
public sealed class AddChangeFile : ReleaseTask
{
    /// <summary>The packages, ids or names separated by semicolons; empty to ask.</summary>
    public string Packages { get; set; } = "";

    /// <summary>How much the change raises their versions: <c>patch</c>, <c>minor</c>, <c>major</c> or <c>none</c>; empty to ask.</summary>
    public string Bump { get; set; } = "";

    /// <summary>What users are told, Markdown; empty to ask.</summary>
    public string Text { get; set; } = "";

    /// <summary>The branch whose differences tell which packages are changed; empty to find it.</summary>
    public string Since { get; set; } = "";

    /// <summary>The file it wrote, absolute.</summary>
    [Output]
    public ITaskItem[] ChangedFiles { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var workspace = await session.TakeDiscoveredAsync(cancellationToken);
        var git = await session.GitAsync(cancellationToken);
        var branch = await BaseBranch.FindAsync(git, workspace, Since, cancellationToken);
        var questions = new ChangeQuestions(workspace, branch is { } b ? ChangedPackages.Find(workspace, b.Changes) : [], branch?.Name);
        var packages = Packages.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var change = await questions.AnswerAsync(packages, Bump, Text, new ConsolePrompt(Say), cancellationToken);
        var effect = new ChangeFileWriter(session.Files, workspace.ChangeFiles).Prepare(change with { Email = await git.EmailAsync(cancellationToken) }, git.Facts.Head);
        if (DryRun)
        {
            Say(effect.Describe());
            return;
        }

        session.Files.Write(effect.File, Encoding.UTF8.GetBytes(effect.After!));
        ChangedFiles = [new TaskItem(MSBuildText.Escape(session.Files.Absolute(effect.File)))];
        Say($"Wrote {effect.File}. Commit it together with the change.");
    }
}
