using YamlDotNet.RepresentationModel;

namespace ReleaseKit.EndToEnd.Tests.Pipelines;

/// <summary>Takes the steps of a job from the YAML of each service, in order. Steps that install tools are left out: this machine has them.</summary>
internal static class PipelineReader
{
    private static readonly string[] Installs = ["apt-get ", "python -m pip ", "corepack ", "npm install --global ", "npm ci", "pnpm install", "yarn install"];

    /// <summary>A job of a workflow of GitHub or Forgejo.</summary>
    public static IReadOnlyList<PipelineStep> Workflow(string text, string job) =>
    [
        .. Items(At(Root(text), "jobs", job, "steps")).SelectMany(step => At(step, "run") is { } run
            ? Script([run.ToString()], Map(At(step, "env")))
            : At(step, "uses")!.ToString().Contains("/checkout@", StringComparison.Ordinal) || At(step, "uses")!.ToString().StartsWith("actions/checkout@", StringComparison.Ordinal)
                ? [new PipelineStep("", At(step, "with", "ref")?.ToString() ?? "", Map(null))]
                : []),
    ];

    /// <summary>A job of GitLab, after what it extends.</summary>
    public static IReadOnlyList<PipelineStep> GitLab(string text, string job)
    {
        var root = Root(text);
        var found = At(root, job)!;
        var template = At(found, "extends") is { } extends ? At(root, extends.ToString()) : null;
        var before = At(found, "before_script") ?? (template is null ? null : At(template, "before_script"));
        return [new PipelineStep("", "", Map(null)), .. Script([.. Lines(before), .. Lines(At(found, "script"))], Map(null))];
    }

    /// <summary>A job of a stage of Azure, deployments included; without a stage the job of a pipeline that has none.</summary>
    public static IReadOnlyList<PipelineStep> Azure(string text, string? stage)
    {
        var root = Root(text);
        var parent = stage is null ? root : Items(At(root, "stages")).Single(s => At(s, "stage")!.ToString() == stage);
        return AzureSteps(Items(At(parent, "jobs")).Single());
    }

    /// <summary>A job of Azure by its name.</summary>
    public static IReadOnlyList<PipelineStep> AzureJob(string text, string name) => AzureSteps(Items(At(Root(text), "jobs")).Single(j => At(j, "job")!.ToString() == name));

    /// <summary>The jobs of a child pipeline of GitLab, with what they need and their variables.</summary>
    public static IReadOnlyList<(string Name, string[] Needs, Dictionary<string, string> Variables)> Children(string text) =>
    [
        .. ((YamlMappingNode)Root(text)).Children.Where(pair => At(pair.Value, "extends") is not null)
            .Select(pair => (pair.Key.ToString(), Lines(At(pair.Value, "needs")).ToArray(), Map(At(pair.Value, "variables")))),
    ];

    private static IReadOnlyList<PipelineStep> AzureSteps(YamlNode job)
    {
        return
        [
            .. Items(At(job, "steps") ?? At(job, "strategy", "runOnce", "deploy", "steps")).SelectMany(step => At(step, "script") is { } script
                ? Script([script.ToString()], Map(At(step, "env")))
                : At(step, "checkout") is not null ? [new PipelineStep("", "", Map(null))] : []),
        ];
    }

    /// <summary>The steps of a pipeline of Bitbucket, one after the other, each in a clone of its own.</summary>
    public static IReadOnlyList<PipelineStep> Bitbucket(string text, string name)
    {
        var step = Items(At(Root(text), "definitions", "steps")).Select(s => At(s, "step")!).Single(s => At(s, "name")!.ToString() == name);
        return [new PipelineStep("", "", Map(null)), .. Script(Lines(At(step, "script")), Map(null))];
    }

    private static IEnumerable<PipelineStep> Script(IEnumerable<string> lines, IReadOnlyDictionary<string, string> environment)
    {
        var script = string.Join('\n', lines.Where(line => !Installs.Any(i => line.StartsWith(i, StringComparison.Ordinal))));
        return script.Length > 0 ? [new PipelineStep(script, null, environment)] : [];
    }

    private static YamlNode Root(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents[0].RootNode;
    }

    private static YamlNode? At(YamlNode node, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (node is not YamlMappingNode mapping || !mapping.Children.TryGetValue(new YamlScalarNode(key), out var next))
            {
                return null;
            }

            node = next;
        }

        return node;
    }

    private static IEnumerable<YamlNode> Items(YamlNode? node) => node is YamlSequenceNode sequence ? sequence.Children : [];

    private static IEnumerable<string> Lines(YamlNode? node) => Items(node).Select(line => line.ToString());

    private static Dictionary<string, string> Map(YamlNode? node) => node is YamlMappingNode mapping
        ? mapping.Children.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value.ToString())
        : new Dictionary<string, string>();
}
