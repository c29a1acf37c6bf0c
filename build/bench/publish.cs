#:property PublishAot=false
#:property NoWarn=$(NoWarn);CA1852;CA1861;CA5394;CA1031
// Publishes a synthetic npm workspace to a registry of this process, which takes half a second for an upload and shows it two
// seconds later, and compares the time with what the graph and the width allow. The client is a stand-in that costs little, so
// that the scheduling is measured and not npm. With --mirrors 1 the ledger is mirrored to a remote on this disk, and the release
// pushed there. Needs git, sh, tar and curl.
//   dotnet build src/ReleaseKit.Tasks -c Release && dotnet run --file build/bench/publish.cs -c Release -- [--packages 200] [--layers 10] [--width 16] [--mirrors 1]
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

int packages = 200, layers = 10, width = 16, mirrors = 0;
for (var i = 0; i < args.Length; i++)
{
    if (i + 1 == args.Length || !int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < 1)
    {
        Console.Error.WriteLine($"publish: '{args[i]}' needs a positive number.");
        return 2;
    }

    switch (args[i++])
    {
        case "--packages": packages = value; break;
        case "--layers": layers = value; break;
        case "--width": width = value; break;
        case "--mirrors": mirrors = value; break;
        default:
            Console.Error.WriteLine($"publish: unknown option '{args[i - 1]}'; there are --packages, --layers, --width and --mirrors.");
            return 2;
    }
}

var upload = TimeSpan.FromSeconds(0.5);
var indexing = TimeSpan.FromSeconds(2);
var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));
var folder = Directory.CreateTempSubdirectory("releasekit-bench-").FullName;
var clock = Stopwatch.StartNew();
var stored = new ConcurrentDictionary<string, (byte[] Bytes, TimeSpan Visible)>(StringComparer.Ordinal);
var (first, last, uploads) = (TimeSpan.MaxValue, TimeSpan.Zero, 0);
using var listener = Listen(out var address);
_ = Task.Run(ServeAsync);
try
{
    Write(".gitignore", "artifacts/\n");
    Write("package.json", """{ "name": "root", "private": true, "workspaces": ["packages/*"] }""");
    Write("release.proj", $"""
        <Project>
          <PropertyGroup><ReleaseKitTasksAssembly>{root}/src/ReleaseKit.Tasks/bin/Release/net10.0/ReleaseKit.Tasks.dll</ReleaseKitTasksAssembly></PropertyGroup>
          <Import Project="{root}/Sdk/Sdk.props" />
          <Import Project="{root}/Sdk/Sdk.targets" />
        </Project>
        """);
    var perLayer = (packages + layers - 1) / layers;
    for (var i = 0; i < packages; i++)
    {
        string[] dependencies = i < perLayer ? [] : [$"p{i - perLayer}", $"p{(i / perLayer * perLayer) - perLayer + ((i * 7) % perLayer)}"];
        Write($"packages/p{i}/package.json", JsonSerializer.Serialize(new { name = $"p{i}", version = "1.0.0", dependencies = dependencies.Distinct().ToDictionary(d => d, _ => "^1.0.0") }));
    }

    Git("init", "--quiet", "--initial-branch=main");
    Git("add", "--all");
    Git("commit", "--quiet", "-m", "chore: import");
    for (var i = 0; i < packages; i++)
    {
        Git("tag", "-a", $"p{i}-v1.0.0", "-m", $"p{i}");
        Write($"packages/p{i}/index.js", $"// {i}\n");
    }

    Git("add", "--all");
    Git("commit", "--quiet", "-m", "feat: more");

    if (mirrors > 0)
    {
        Git("clone", "--quiet", "--bare", folder, Path.Combine(folder, "artifacts", "remote.git"));
        Git("remote", "add", "origin", Path.Combine(folder, "artifacts", "remote.git"));
    }

    var start = clock.Elapsed;
    using var build = Process.Start(Command(
        "dotnet", "msbuild", "release.proj", "-t:Release", "-nologo", "-v:minimal", "-mt", $"-m:{width}", "-nodeReuse:false", $"-p:ReleasePush={(mirrors > 0 ? "true" : "false")}", "-p:ReleaseSmokeTest=false",
        $"-p:ReleaseNpmRegistry={address}", "-p:ReleaseSkipChecks=credentials%3Bversions-free%3Bremote"))!;
    var output = build.StandardOutput.ReadToEndAsync();
    var error = build.StandardError.ReadToEndAsync();
    long peak = 0;
    var work = (Build: 0.0, Total: 0.0);
    while (!build.WaitForExit(TimeSpan.FromSeconds(2)))
    {
        peak = Math.Max(peak, Memory(build.Id));
        work = Work(build.Id) is { Total: > 0 } now ? now : work;
    }

    var whole = clock.Elapsed - start;
    if (build.ExitCode != 0 || stored.Count != packages)
    {
        Console.Error.WriteLine($"{await output}{await error}\npublish: exit code {build.ExitCode}, {stored.Count} of {packages} packages are live");
        return 1;
    }

    var one = (upload + indexing).TotalSeconds;
    var bound = Math.Max(layers * one, packages * one / width);
    var makespan = (last - first).TotalSeconds;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{packages} packages in {layers} layers, width {width}, ledger {(mirrors > 0 ? "mirrored" : "on this machine")}: {uploads} uploads"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first upload to last download {makespan:0.0} s; bound {bound:0.0} s; ratio {makespan / bound:0.00} (budget 1.15)"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"whole release {whole.TotalSeconds:0.0} s; peak memory of all its processes {peak / 1024.0 / 1024:0} MB (budget 1024)"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"processor time for a package: {work.Build / packages:0.000} s in the build, {(work.Total - work.Build) / packages:0.000} s in what it started"));
    return makespan <= bound * 1.15 && peak < 1L << 30 ? 0 : 1;
}
finally
{
    listener.Stop();
    Directory.Delete(folder, recursive: true);
}

static string Here([CallerFilePath] string path = "") => path;

static HttpListener Listen(out string address)
{
    for (var port = 20000 + Random.Shared.Next(20000); ; port++)
    {
        var candidate = new HttpListener();
        address = $"http://127.0.0.1:{port}/";
        candidate.Prefixes.Add(address);
        try
        {
            candidate.Start();
            return candidate;
        }
        catch (HttpListenerException)
        {
            candidate.Close();
        }
    }
}

async Task ServeAsync()
{
    while (listener.IsListening)
    {
        var context = await listener.GetContextAsync();
        _ = Task.Run(async () =>
        {
            try
            {
                await AnswerAsync(context);
            }
            catch (Exception e)
            {
                Console.Error.WriteLine(e.Message);
            }
        });
    }
}

// PUT /upload/NAME, GET /NAME, GET /NAME/-/FILE: as little of the npm protocol as the release reads.
async Task AnswerAsync(HttpListenerContext context)
{
    var path = context.Request.Url!.AbsolutePath.Trim('/').Split('/');
    byte[] body = [];
    if (context.Request.HttpMethod == "PUT")
    {
        lock (stored)
        {
            first = clock.Elapsed < first ? clock.Elapsed : first;
            uploads++;
        }

        using var content = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(content);
        await Task.Delay(upload);
        stored[path[1]] = (content.ToArray(), clock.Elapsed + indexing);
        context.Response.StatusCode = 201;
    }
    else if (!stored.TryGetValue(path[0], out var package) || package.Visible > clock.Elapsed)
    {
        context.Response.StatusCode = 404;
    }
    else if (path.Length == 1)
    {
        var integrity = "sha512-" + Convert.ToBase64String(SHA512.HashData(package.Bytes));
        var version = new Dictionary<string, object> { ["name"] = path[0], ["version"] = "1.1.0", ["dist"] = new { integrity, tarball = $"{address}{path[0]}/-/{path[0]}-1.1.0.tgz" } };
        body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["name"] = path[0], ["dist-tags"] = new { latest = "1.1.0" }, ["versions"] = new Dictionary<string, object> { ["1.1.0"] = version },
        });
        context.Response.ContentType = "application/json";
    }
    else
    {
        body = package.Bytes;
        lock (stored)
        {
            last = clock.Elapsed;
        }
    }

    context.Response.ContentLength64 = body.Length;
    await context.Response.OutputStream.WriteAsync(body);
    context.Response.Close();
}

// The stand-in for npm: packs with tar, uploads with curl.
string Clients()
{
    var bin = Directory.CreateDirectory(Path.Combine(folder, "artifacts", "bin")).FullName;
    var script = Path.Combine(bin, "npm");
    if (!File.Exists(script))
    {
        File.WriteAllText(script, $$"""
            #!/bin/sh
            set -e
            case "$1" in
              pack) name=$(basename "$PWD"); exec tar -czf "$3/$name-1.1.0.tgz" --transform 's,^\.,package,' . ;;
              publish) file=$2; name=$(basename "$file" -1.1.0.tgz); exec curl --silent --show-error --fail --noproxy '*' -T "$file" "{{address}}upload/$name" ;;
              *) echo 11.0.0 ;;
            esac

            """);
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    return bin;
}

ProcessStartInfo Command(string program, params string[] arguments)
{
    var info = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
    foreach (var name in info.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
    {
        info.Environment.Remove(name);
    }

    foreach (var who in (string[])["AUTHOR", "COMMITTER"])
    {
        info.Environment[$"GIT_{who}_NAME"] = "Bench";
        info.Environment[$"GIT_{who}_EMAIL"] = "bench@example.test";
    }

    info.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
    info.Environment["PATH"] = $"{Clients()}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
    return info;
}

void Git(params string[] arguments)
{
    using var process = Process.Start(Command("git", arguments))!;
    var error = process.StandardError.ReadToEndAsync();
    process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    if (process.ExitCode != 0)
    {
        throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {error.GetAwaiter().GetResult()}");
    }
}

void Write(string path, string text)
{
    var file = Path.Combine(folder, path);
    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
    File.WriteAllText(file, text);
}

// Proportional set sizes, so that what processes share counts once.
static long Memory(int build)
{
    var parents = new Dictionary<int, int>();
    foreach (var directory in Directory.EnumerateDirectories("/proc").Where(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out _)))
    {
        if (Read(Path.Combine(directory, "stat")) is { Length: > 0 } stat)
        {
            parents[int.Parse(Path.GetFileName(directory), CultureInfo.InvariantCulture)] = int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
    }

    bool Belongs(int process) => process == build || (parents.TryGetValue(process, out var parent) && parent > 1 && Belongs(parent));
    return parents.Keys.Where(Belongs).Sum(process => Read($"/proc/{process}/smaps_rollup").Split('\n')
        .Where(line => line.StartsWith("Pss:", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024));
}

// Processor seconds of the build itself, and with all that it started and that has ended.
static (double Build, double Total) Work(int build)
{
    var stat = Read($"/proc/{build}/stat");
    if (stat.Length == 0)
    {
        return default;
    }

    var ticks = stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[11..15].Select(t => long.Parse(t, CultureInfo.InvariantCulture) / 100.0).ToArray();
    return (ticks[0] + ticks[1], ticks.Sum());
}

static string Read(string path)
{
    try
    {
        return File.ReadAllText(path);
    }
    catch (Exception e) when (e is IOException or UnauthorizedAccessException)
    {
        return "";
    }
}
