using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ReleaseKit.Core.Configuration;
using ReleaseKit.Core.Effects;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Migrating;
using ReleaseKit.Engine.Pipelines;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Writes a commented <c>releasekit.toml</c>, a <c>Directory.Build.rsp</c> and pipelines of a CI service where there are none.</summary>
[MSBuildMultiThreadableTask]
public sealed class InitializeWorkspace : ReleaseTask
{
    private const string ResponseFile = "Directory.Build.rsp";

    /// <summary>The CI service to write pipelines for, see <see cref="PipelineTemplates"/>; empty for none.</summary>
    public string Ci { get; set; } = "";

    /// <summary>Whether pipelines that are there are replaced.</summary>
    public bool Force { get; set; }

    /// <summary>The files it wrote, absolute.</summary>
    [Output]
    public ITaskItem[] ChangedFiles { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var template = Ci.Length > 0 ? PipelineTemplates.Find(Ci) : null;
        var discovered = await session.DiscoverAsync(cancellationToken);
        foreach (var package in discovered.Workspace.Packages)
        {
            Say($"  {package.Id} {package.Version ?? "(no version)"}  {package.Directory}{(package.Publishable ? "" : $"  not released: {package.NotPublishableReason}")}");
        }

        var changed = new List<ITaskItem>();
        await WriteConfigurationAsync(session, discovered, template is not null, changed, cancellationToken);
        Write(session, ResponseFile, "# Multithreaded nodes, and no process left behind. Type -m:16 on the command line to publish more at a time.\n-mt\n-nodeReuse:false\n", changed);
        if (template is not null)
        {
            await WritePipelinesAsync(session, template, discovered, changed, cancellationToken);
        }

        ChangedFiles = [.. changed];
    }

    private async Task WritePipelinesAsync(
        ReleaseSession session, IPipelineTemplate template, DiscoveredWorkspace discovered, List<ITaskItem> changed, CancellationToken cancellationToken)
    {
        var facts = await PipelineSurvey.FindAsync(await session.GitAsync(cancellationToken), discovered, cancellationToken);
        foreach (var file in template.Write(facts))
        {
            Write(session, file.Path.Value, file.Text, changed, Force);
        }

        Say($"What is next for {template.Name}, see docs/ci.md:");
        foreach (var (sentence, number) in NextSteps(template, facts).Select((step, i) => (step, i + 1)))
        {
            Say($"  {number}. {sentence}");
        }
    }

    private static IEnumerable<string> NextSteps(IPipelineTemplate template, PipelineFacts facts) =>
    [
        .. template.Manual(facts),
        $"Commit the files and push them to {string.Join(" or ", facts.Branches)}: the pipeline opens a release pull request as soon as there is something to release; dotnet msbuild release.proj -t:Plan shows what. Its merge is tagged and published.",
    ];

    /// <summary>The file of a new workspace, or of one that has it already and gets pipelines now.</summary>
    private async Task WriteConfigurationAsync(ReleaseSession session, DiscoveredWorkspace discovered, bool forPipelines, List<ITaskItem> changed, CancellationToken cancellationToken)
    {
        var path = RelativePath.Parse(WorkspaceDiscovery.ConfigurationFile);
        if (!session.Files.FileExists(path))
        {
            var text = new SourceText(path.Value, await ConfigurationAsync(session, discovered, cancellationToken));
            Write(session, path.Value, ((forPipelines ? PipelineConfiguration.Complete(text) : null) ?? text).Text, changed);
        }
        else if (!forPipelines)
        {
            Say($"{path} is there already and was left alone.");
        }
        else if (PipelineConfiguration.Complete(SourceText.Decode(path.Value, session.Files.Read(path))) is { } completed)
        {
            Write(session, path.Value, completed.Text, changed, replace: true, what: $"Added {PipelineConfiguration.Key} = \"ci\" to {path}; the rest of it was left alone.");
        }
        else
        {
            Say(discovered.Configuration.PublishFrom == PublishFrom.Ci
                ? $"{path} is there already and was left alone."
                : $"{path} says {PipelineConfiguration.Key} = \"local\" and was left alone: the pipelines publish what was merged, and -t:Release on a laptop, which \"ci\" would refuse, may do so too.");
        }
    }

    /// <summary>What another tool was told, where there is one; else the defaults as comments.</summary>
    private async Task<string> ConfigurationAsync(ReleaseSession session, DiscoveredWorkspace discovered, CancellationToken cancellationToken)
    {
        var source = await MigrationSourceFactory.CreateAsync(session.Files, await session.GitAsync(cancellationToken), discovered.Workspace.Packages, cancellationToken);
        var migrations = await Importers.ImportAsync(source, cancellationToken);
        foreach (var line in migrations.SelectMany(m => m.Describe()))
        {
            Say(line);
        }

        var tags = (await (await session.GitAsync(cancellationToken)).TagsAsync(cancellationToken)).Select(t => t.Name).ToArray();
        var habit = migrations.Any(m => m.SaysTags) ? null : TagHabits.Find(discovered, p => session.Ecosystems[p.Ecosystem].Versions, tags);
        foreach (var line in habit?.Describe() ?? [])
        {
            Say(line);
        }

        return migrations.IsEmpty ? Configuration(habit, discovered.DefaultTagFormat.Text) : Migration.Write([.. migrations, .. habit is null ? [] : new[] { habit }]);
    }

    private void Write(ReleaseSession session, string name, string text, List<ITaskItem> changed, bool replace = false, string? what = null)
    {
        var path = RelativePath.Parse(name);
        if (session.Files.FileExists(path) && !replace)
        {
            Say($"{name} is there already and was left alone.{(name == ResponseFile ? "" : " ReleaseForce=true replaces it.")}");
            return;
        }

        if (DryRun)
        {
            Say(new WriteFile(path, session.Files.FileExists(path) ? Encoding.UTF8.GetString(session.Files.Read(path)) : null, text).Describe());
            return;
        }

        session.Files.Write(path, Encoding.UTF8.GetBytes(text));
        changed.Add(new TaskItem(session.Files.Absolute(path)));
        Say(what ?? $"Wrote {name}.");
    }

    private static string Configuration(Migration? habit, string tagFormat)
    {
        // A key of a table must not stand before the root's, and none may be there twice.
        string Key(string name, string value) => habit?.Values.FirstOrDefault(v => v.Table.Length == 0 && v.Key == name) is { } told ? $"# {told.Source}\n{name} = {told.Toml}" : $"# {name} = {value}";
        return $"""
            # What ReleaseKit.Sdk does with this repository. Every key is optional; the values in comments are the defaults.
            # docs/reference/configuration.md describes them all.

            # One version number for all packages.
            {Key("synchronize", "false")}

            # Placeholders: name, version, label (the package's group), ecosystem.
            {Key("tag_format", $"\"{tagFormat}\"")}

            # Whether a breaking change of a 0.x version gives 1.0.0.
            # major_on_zero = false

            """.ReplaceLineEndings("\n") + (habit is null ? "" : Migration.Tables(habit.Values));
    }
}
