using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Forges;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Preparing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Preparing;

/// <summary>One step over a real remote and a loopback forge, killed before each of its effects and repeated, every time on a copy of the same beginning.</summary>
internal sealed class KillBench : IDisposable
{
    /// <summary>Copies, and so one more than the most effects that a step may have.</summary>
    private const int Copies = 20;

    private readonly RehearsalProgram _forge;

    private KillBench(FlowBench flow, RehearsalProgram forge) => (Flow, _forge) = (flow, forge);

    /// <summary>A step that a clone takes; the name is that of the forge's repository.</summary>
    public delegate Task Step(PreparationServices services, IForge forge, string repository);

    public FlowBench Flow { get; }

    /// <summary>Full names of the refs of the copy that nobody disturbed.</summary>
    public string[] Refs => GitRepositoryBuilder.Open(Bare(Flow, 0)).Git("for-each-ref", "--format=%(refname)").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Brings a remote and a forge to where the step begins.</summary>
    public static async Task<KillBench> StartAsync(Func<FlowBench, IForge, Task> begin)
    {
        var flow = new FlowBench();
        var first = flow.Scratch.File("forge");
        using (var program = await RehearsalProgram.StartAsync(first, null, null, "--forge", $"github:acme/widgets={flow.Remote.Path}"))
        {
            using var http = new HttpClient();
            await begin(flow, Open(program, http, "acme/widgets"));
        }

        Directory.Delete(Path.Combine(flow.Remote.Path, "hooks"), recursive: true);
        var storage = flow.Scratch.File("forges");
        var kept = Directory.GetFiles(first, "state.json", SearchOption.AllDirectories).Select(Path.GetDirectoryName).FirstOrDefault();
        var options = new List<string>();
        for (var copy = 0; copy < Copies; copy++)
        {
            Copy(flow.Remote.Path, Bare(flow, copy));
            options.AddRange(["--forge", $"github:acme/w{copy}={Bare(flow, copy)}", "--forge", $"github:acme/below{copy}={Bare(flow, copy)}"]);
            if (kept is not null)
            {
                Copy(kept, Path.Combine(storage, Path.GetRelativePath(first, kept).Replace("widgets", $"w{copy}", StringComparison.Ordinal)));
            }
        }

        return new KillBench(flow, await RehearsalProgram.StartAsync(storage, null, null, [.. options]));
    }

    /// <summary>Takes the step undisturbed; then once for each of its effects, killed before it and repeated by the same clone. Every time it ends alike.</summary>
    /// <param name="step">The step.</param>
    /// <param name="isBesideAnother">Whether it also ends alike where another run makes the same on the forge, each time a moment earlier.</param>
    /// <returns>By the effect before which the run was killed, how often a repository was told of the release.</returns>
    public async Task<IReadOnlyList<(string Effect, int Told)>> EndsAlikeAsync(Step step, bool isBesideAnother = false)
    {
        var whole = new Life(0);
        var expected = await EndAsync(0, step, whole);
        whole.Effects.Count.ShouldBeInRange(1, Copies - 2);
        var told = new (string Effect, int Told)[whole.Effects.Count];
        await Parallel.ForEachAsync(Enumerable.Range(1, whole.Effects.Count), FlowBench.Token, async (end, _) =>
        {
            var life = new Life(end);
            await Should.ThrowAsync<DeathException>(() => RunAsync(end, step, life));
            var ended = await EndAsync(end, step, new Life(0));
            ended.Except(expected).Select(l => "+ " + l).Concat(expected.Except(ended).Select(l => "- " + l)).ShouldBeEmpty($"killed before effect {end}, {life.Death}, of {string.Join(", ", whole.Effects)}");
            ended.Length.ShouldBe(expected.Length);
            told[end - 1] = (life.Death, (await DispatchesAsync(end)).Length);
        });
        if (isBesideAnother)
        {
            (await EndAsync(Copies - 1, step, new Life(0) { IsBesideAnother = true })).ShouldBe(expected);
        }

        return told;
    }

    /// <summary>A file of a branch of that copy.</summary>
    public string Show(string branch, string file) => GitRepositoryBuilder.Open(Bare(Flow, 0)).Git("show", $"{branch}:{file}");

    public void Dispose()
    {
        _forge.Dispose();
        Flow.Dispose();
    }

    private static string Bare(FlowBench flow, int copy) => flow.Scratch.File("remotes", $"{copy}.git");

    private static IForge Open(RehearsalProgram program, HttpClient http, string repository)
    {
        http.DefaultRequestHeaders.UserAgent.ParseAdd("ReleaseKit/0.0");
        var environment = new SnapshotEnvironment(new Dictionary<string, string> { ["GITHUB_TOKEN"] = "loopback" });
        return new ForgeLocator(http, environment, TimeProvider.System)
            .Find(new ForgeSettings { Kind = ForgeKind.GitHub, RepositoryUrl = program.Address + repository, ForgeUrl = $"{program.Address}github/api/v3" }).Require();
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private GitRepositoryBuilder Machine(int copy)
    {
        var path = Flow.Scratch.File($"machine {copy}");
        if (!Directory.Exists(path))
        {
            GitRepositoryBuilder.Open(Flow.Scratch.Path).Git("clone", "--quiet", "--branch", "main", "file://" + Bare(Flow, copy), path);
            GitRepositoryBuilder.Open(path).Git("config", "user.name", "CI");
            GitRepositoryBuilder.Open(path).Git("config", "user.email", "ci@example.test");
        }

        return GitRepositoryBuilder.Open(path);
    }

    private async Task RunAsync(int copy, Step step, Life life)
    {
        using var http = new HttpClient(life.Handler());
        await step(await Flow.ServicesAsync(Machine(copy), wrap: life.Wrap), Open(_forge, http, $"acme/w{copy}"), $"acme/w{copy}");
    }

    /// <summary>Takes the step to its end, and tells what there is then on the remote, on the forge, and of the clone.</summary>
    private async Task<string[]> EndAsync(int copy, Step step, Life life)
    {
        await RunAsync(copy, step, life);
        var text = new StringBuilder();
        var remote = GitRepositoryBuilder.Open(Bare(Flow, copy));
        // Commits bear the time at which they were made, so it is what they hold that is compared.
        text.Append(remote.Git("for-each-ref", "--format=%(refname) %(objecttype) %(tree)%(*tree) %(contents)"))
            .Append(remote.Git("log", "--glob=refs/heads", "--topo-order", "--format=%T %an %B"));
        var forge = (await ForgesAsync())[$"acme/w{copy}"]!;
        text.Append(Lines(forge, "pulls", "number", "title", "body", "head", "base", "state", "draft", "labels")).Append(Lines(forge, "comments", "pull", "body"))
            .Append(Lines(forge, "labels", "name", "color")).Append(Lines(forge, "releases", "tag", "name", "body", "draft", "prerelease", "assets"))
            .Append(string.Concat(Lines(forge, "statuses", "name", "state", "description").Split('\n').Distinct()))
            .AppendJoin('\n', (await DispatchesAsync(copy)).Distinct().Order(StringComparer.Ordinal)).Append('\n');
        var machine = Machine(copy);
        return text.Append(machine.Git("status", "--porcelain", "--branch")).Append(machine.Git("branch", "--list", "--format=%(refname)"))
            .Append(CultureInfo.InvariantCulture, $"{machine.Git("worktree", "list").Trim().Split('\n').Length} work tree").ToString().Split('\n');
    }

    private async Task<JsonNode> ForgesAsync()
    {
        using var http = new HttpClient();
        return JsonNode.Parse(await http.GetStringAsync(new Uri(_forge.Address, "_forges"), FlowBench.Token))!["github"]!;
    }

    private async Task<string[]> DispatchesAsync(int copy)
    {
        var forges = await ForgesAsync();
        return [.. new[] { "w", "below" }.SelectMany(name => forges[$"acme/{name}{copy}"]!["dispatches"]!.AsArray().Select(d => $"{name} {d!["event"]} {d["payload"]}"))];
    }

    private static string Lines(JsonNode forge, string list, params string[] fields) =>
        string.Concat(forge[list]!.AsArray().Select(entry => $"{list} {string.Join(' ', fields.Select(f => Plain(entry![f])))}\n").Order(StringComparer.Ordinal));

    /// <summary>Of files the name and size, because their ids follow how much was asked.</summary>
    private static string Plain(JsonNode? value) => value is JsonArray array
        ? string.Join(',', array.Select(a => a is JsonObject file ? $"{file["name"]} {file["size"]}" : a!.ToString()).Order(StringComparer.Ordinal)) : value?.ToString() ?? "";
}
