#:property PublishAot=false
#:property NoWarn=$(NoWarn);CA1852;CA1861
// Packs the SDK, materialises testassets/workspaces/demo as a git repository with history under artifacts/demo, and
// releases it against the rehearsal registry with the real clients this machine has.
//   dotnet run --file build/demo.cs [-- --rehearse]
using System.Diagnostics;
using System.Text.Json;

var root = FindRoot();
var artifacts = Path.Combine(root, "artifacts");
var demo = Path.Combine(artifacts, "demo");
var remote = Path.Combine(artifacts, "demo.git");
var target = args.Contains("--rehearse") ? "Rehearse" : "Release";
if (args.FirstOrDefault(a => a != "--rehearse") is { } unknown)
{
    Console.Error.WriteLine($"demo: unknown option '{unknown}'; the only one is --rehearse.");
    return 2;
}

Heading("Packing ReleaseKit.Sdk");
var packages = Path.Combine(artifacts, "packages");
if (Run(root, "dotnet", ["pack", "src/ReleaseKit.Tasks", "-c", "Release", "-o", packages, "-v", "quiet", "-nologo"]) != 0)
{
    return 1;
}

Heading("Materialising artifacts/demo");
foreach (var folder in new[] { demo, remote, Path.Combine(artifacts, "demo-nuget") })
{
    Delete(folder);
}

CopyFolder(Path.Combine(root, "testassets", "workspaces", "demo"), demo);
File.WriteAllText(Path.Combine(demo, "global.json"), $$"""
    {
      "msbuild-sdks": { "ReleaseKit.Sdk": "{{SdkVersion(packages)}}" }
    }

    """);
// The feed holds the SDK just packed; its own packages folder keeps this machine's caches out of it.
File.WriteAllText(Path.Combine(demo, "nuget.config"), """
    <configuration>
      <config>
        <add key="globalPackagesFolder" value="../demo-nuget" />
      </config>
      <packageSources>
        <clear />
        <add key="packed" value="../packages" />
      </packageSources>
    </configuration>

    """);
var python = FindPython(Path.Combine(artifacts, "demo-python"));
var leftOut = new List<string>();
if (python is null)
{
    leftOut.Add("Python: needs python3 with build, twine and hatchling (pip install build twine hatchling, or your distribution's packages)");
    Delete(Path.Combine(demo, "py"));
}

if (!Works("node") || !Works("npm"))
{
    leftOut.Add("JavaScript: needs node and npm (https://nodejs.org)");
    Delete(Path.Combine(demo, "js"));
}

if (!Works("cargo") || !Works("rustc"))
{
    leftOut.Add("Rust: needs cargo and rustc (https://rustup.rs)");
    Delete(Path.Combine(demo, "rust"));
}

if (!Works("dart"))
{
    leftOut.Add("Dart: needs dart (https://dart.dev/get-dart)");
    Delete(Path.Combine(demo, "dart"));
}

if (!Works("mvn") || !Works("javac"))
{
    leftOut.Add("Java: needs mvn and a JDK (https://maven.apache.org, https://adoptium.net, or your distribution's packages)");
    Delete(Path.Combine(demo, "java"));
}
else
{
    IsolateMaven(Path.Combine(artifacts, "demo-maven"));
}

if (!Works("gradle") || !Works("javac"))
{
    leftOut.Add("Gradle: needs gradle and a JDK (https://gradle.org, https://adoptium.net, or your distribution's packages)");
    Delete(Path.Combine(demo, "jvm"));
}

var commits = CreateHistory();
Console.WriteLine($"  {commits} commits, remote artifacts/demo.git");
foreach (var line in leftOut)
{
    Console.WriteLine($"  left out - {line}");
}

Heading($"dotnet msbuild release.proj -t:{target}");
var arguments = new List<string> { "msbuild", "release.proj", $"-t:{target}", "-mt", "-m:16", "-nodeReuse:false", "-nologo", "-v:minimal" };
if (target == "Release")
{
    arguments.Add("-p:ReleaseRegistry=rehearsal");
}

if (python is not null)
{
    arguments.Add("-p:ReleasePythonExecutable=" + python);
    arguments.Add("-p:ReleasePythonBuildIsolation=false");
}

var clock = Stopwatch.StartNew();
var code = Run(demo, "dotnet", arguments);
if (code != 0)
{
    return code;
}

Heading("The graph (dotnet msbuild release.proj -t:Graph)");
Run(demo, "dotnet", ["msbuild", "release.proj", "-t:Graph", "-nologo", "-v:minimal"]);
Console.WriteLine();
Console.WriteLine($"Released in {clock.Elapsed.TotalSeconds:0} s. The repository is artifacts/demo (git log --oneline --decorate); run the command above again there: nothing is left to do.");
foreach (var line in leftOut)
{
    Console.WriteLine($"left out - {line}");
}

return 0;

int CreateHistory()
{
    using var script = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "testassets", "workspaces", "demo.history.json")));
    var time = script.RootElement.GetProperty("start").GetDateTimeOffset();
    Git(["init", "--quiet", "--initial-branch=main"], "", time);
    Git(["config", "user.name", "Acme Release"], "", time);
    Git(["config", "user.email", "release@example.test"], "", time);
    var initial = script.RootElement.GetProperty("initial");
    Git(["add", "--all"], "", time);
    Git(["commit", "--quiet", "-m", initial.GetProperty("message").GetString()!], "", time);
    foreach (var tag in initial.GetProperty("tags").EnumerateArray())
    {
        Git(["tag", "-a", tag.GetString()!, "-m", tag.GetString()!], "", time);
    }

    var count = 1;
    foreach (var commit in script.RootElement.GetProperty("commits").EnumerateArray())
    {
        time = time.AddHours(3);
        var written = false;
        foreach (var file in commit.GetProperty("append").EnumerateObject())
        {
            var path = Path.Combine(demo, file.Name);
            if (File.Exists(path))
            {
                File.AppendAllText(path, file.Value.GetString());
                written = true;
            }
        }

        if (written)
        {
            Git(["commit", "--quiet", "--all", "-m", commit.GetProperty("message").GetString()!], commit.GetProperty("author").GetString()!, time);
            count++;
        }
    }

    Git(["clone", "--quiet", "--bare", demo, remote], "", time);
    Git(["remote", "add", "origin", remote], "", time);
    Git(["fetch", "--quiet", "origin"], "", time);
    Git(["branch", "--quiet", "--set-upstream-to=origin/main", "main"], "", time);
    return count;
}

void Git(string[] arguments, string author, DateTimeOffset time)
{
    var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = demo };
    start.Environment["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
    start.Environment["GIT_AUTHOR_DATE"] = start.Environment["GIT_COMMITTER_DATE"] = time.ToString("yyyy-MM-ddTHH:mm:sszzz");
    if (author.Length > 0)
    {
        start.Environment["GIT_AUTHOR_NAME"] = author[..author.IndexOf(" <", StringComparison.Ordinal)];
        start.Environment["GIT_AUTHOR_EMAIL"] = author[(author.IndexOf('<') + 1)..].TrimEnd('>');
    }

    using var process = Process.Start(start)!;
    process.WaitForExit();
    if (process.ExitCode != 0)
    {
        throw new InvalidOperationException($"git {string.Join(' ', arguments)} failed");
    }
}

// A Python that can build and upload: one of this machine's, else a virtual environment filled from the package index.
static string? FindPython(string environment)
{
    var candidates = new[] { FindOnPath("python3"), "/usr/bin/python3", FindOnPath("python") }.Where(p => p is not null && File.Exists(p)).Distinct().ToArray();
    if (candidates.FirstOrDefault(p => Quiet(p!, ["-c", "import build, twine, hatchling"])) is { } ready)
    {
        return ready;
    }

    var inside = OperatingSystem.IsWindows() ? Path.Combine(environment, "Scripts", "python.exe") : Path.Combine(environment, "bin", "python3");
    if (candidates.FirstOrDefault() is not { } any || (!File.Exists(inside) && !Quiet(any, ["-m", "venv", environment])))
    {
        return null;
    }

    return Quiet(inside, ["-m", "pip", "install", "--quiet", "--retries", "0", "--timeout", "15", "build", "twine", "hatchling"]) &&
        Quiet(inside, ["-c", "import build, twine, hatchling"]) ? inside : null;
}

// A name on the path may stand for nothing yet, as cargo does until rustup has a toolchain.
static bool Works(string name) => FindOnPath(name) is { } program && Quiet(program, ["--version"]);

static bool Quiet(string program, string[] arguments)
{
    try
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
    catch (System.ComponentModel.Win32Exception)
    {
        return false;
    }
}

static int Run(string directory, string program, IEnumerable<string> arguments)
{
    using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = directory })!;
    process.WaitForExit();
    return process.ExitCode;
}

// Gives Maven a home of the demo's own; the plugins that Debian packages are used where they are installed.
static void IsolateMaven(string home)
{
    const string packaged = "/usr/share/maven-repo";
    var settings = Directory.CreateDirectory(Path.Combine(home, ".m2")).FullName;
    var mirror = Directory.Exists(Path.Combine(packaged, "org/apache/maven/plugins/maven-deploy-plugin"))
        ? $"<mirror><id>packaged</id><mirrorOf>central</mirrorOf><url>file://{packaged}</url></mirror>" : "";
    File.WriteAllText(Path.Combine(settings, "settings.xml"), $"<settings><mirrors>{mirror}</mirrors></settings>\n");
    if (mirror.Length > 0 && !home.Contains(' '))
    {
        Environment.SetEnvironmentVariable("MAVEN_OPTS", $"-Duser.home={home}");
    }
}

static string? FindOnPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
    .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
    .SelectMany(folder => (OperatingSystem.IsWindows() ? new[] { ".exe", ".cmd" } : [""]).Select(extension => Path.Combine(folder, name + extension)))
    .FirstOrDefault(File.Exists);

static void CopyFolder(string from, string to)
{
    foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
    {
        var copy = Path.Combine(to, Path.GetRelativePath(from, file));
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(file, copy);
    }
}

static void Delete(string folder)
{
    if (!Directory.Exists(folder))
    {
        return;
    }

    foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
    {
        File.SetAttributes(file, FileAttributes.Normal);
    }

    Directory.Delete(folder, recursive: true);
}

static string SdkVersion(string packages) => Directory.EnumerateFiles(packages, "ReleaseKit.Sdk.*.nupkg")
    .OrderByDescending(File.GetLastWriteTimeUtc)
    .Select(file => Path.GetFileNameWithoutExtension(file)["ReleaseKit.Sdk.".Length..])
    .First();

static string FindRoot()
{
    var folder = new DirectoryInfo(Environment.CurrentDirectory);
    while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ReleaseKit.Sdk.sln")))
    {
        folder = folder.Parent;
    }

    return folder?.FullName ?? throw new InvalidOperationException("Run this inside the ReleaseKit.Sdk repository.");
}

static void Heading(string text)
{
    Console.WriteLine();
    Console.WriteLine($"== {text}");
}
