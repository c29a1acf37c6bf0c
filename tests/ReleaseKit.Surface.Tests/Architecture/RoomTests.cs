namespace ReleaseKit.Surface.Tests.Architecture;

/// <summary>Who may know whom: Tasks know the Engine, the Engine knows the Core, the Core knows the base class library.</summary>
public sealed class RoomTests
{
    private static readonly AssemblyImage Core = AssemblyImage.Of("ReleaseKit.Core");
    private static readonly AssemblyImage Engine = AssemblyImage.Of("ReleaseKit.Engine");
    private static readonly AssemblyImage Rehearsal = AssemblyImage.Of("ReleaseKit.Rehearsal");

    /// <summary>Everything that sees or changes the world outside of a function's arguments.</summary>
    private static readonly string[] Outside =
    [
        "System.IO.File::", "System.IO.FileInfo::", "System.IO.FileStream::", "System.IO.Directory::", "System.IO.DirectoryInfo::", "System.IO.DriveInfo::",
        "System.IO.StreamReader::.ctor", "System.IO.StreamWriter::.ctor", "System.IO.FileSystemWatcher::", "System.IO.RandomAccess::",
        "System.IO.Path::GetFullPath", "System.IO.Path::GetTemp", "System.IO.Path::Exists", "System.IO.Path::GetRandomFileName", "System.IO.Path::get_DirectorySeparatorChar",
        "System.Diagnostics.Process", "System.Diagnostics.Stopwatch::", "System.Console::", "System.Environment::", "System.AppContext::", "System.OperatingSystem::",
        "System.Runtime.InteropServices.RuntimeInformation::",
        "System.DateTime::get_Now", "System.DateTime::get_UtcNow", "System.DateTime::get_Today", "System.DateTimeOffset::get_Now", "System.DateTimeOffset::get_UtcNow",
        "System.TimeProvider::get_System", "System.TimeZoneInfo::get_Local", "System.Random", "System.Security.Cryptography.RandomNumberGenerator", "System.Guid::NewGuid",
        "System.Guid::CreateVersion7", "System.Net.", "System.Threading.Thread::", "System.Threading.Tasks.Task::Run", "System.Threading.Tasks.Task::Delay",
        "System.Globalization.CultureInfo::get_Current", "System.HashCode::", "System.Reflection.Assembly::",
    ];

    [Fact]
    public void TheCoreRefersToTheBaseClassLibraryOnly()
    {
        var library = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        Core.References.Where(name => !File.Exists(Path.Combine(library, name + ".dll"))).ShouldBeEmpty();
    }

    [Fact]
    public void TheCoreTouchesNothingOutsideItsArguments()
    {
        // Generated code: iterators ask for their thread, regular expressions for the process's default timeout.
        Core.Members.Except(["System.Environment::get_CurrentManagedThreadId", "System.AppContext::GetData"])
            .Where(m => Outside.Any(o => m.StartsWith(o, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void TheEngineKnowsTheCoreAndNotTheTasks()
    {
        Engine.References.Where(r => r.StartsWith("ReleaseKit.", StringComparison.Ordinal)).ShouldBe(["ReleaseKit.Core"]);
        Rehearsal.References.Where(r => r.StartsWith("ReleaseKit.", StringComparison.Ordinal)).ShouldBe(["ReleaseKit.Core"]);
    }

    [Fact]
    public void NothingBelowTheTasksMentionsMSBuild()
    {
        foreach (var image in new[] { Core, Engine, Rehearsal })
        {
            image.References.Concat(image.Types).Where(name => name.StartsWith("Microsoft.Build", StringComparison.Ordinal)).ShouldBeEmpty();
        }
    }

    [Fact]
    public void TheEngineReadsTheMachineThroughItsSeams()
    {
        // The seams themselves are in the same assembly, so what can be told from references is what nothing may use.
        string[] never = ["System.Console::", "System.Environment::SetEnvironmentVariable", "System.IO.Directory::SetCurrentDirectory", "System.Environment::set_CurrentDirectory", "System.Environment::Exit"];
        Engine.Members.Where(m => never.Any(n => m.StartsWith(n, StringComparison.Ordinal))).ShouldBeEmpty();
    }
}
