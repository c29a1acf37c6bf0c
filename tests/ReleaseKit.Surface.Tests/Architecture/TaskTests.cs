using System.Reflection;
using ReleaseKit.Surface.Tests.Harness;

namespace ReleaseKit.Surface.Tests.Architecture;

/// <summary>What every MSBuild task of this product has to be, and that the shipped props name exactly those.</summary>
public sealed class TaskTests
{
    private static readonly AssemblyImage Image = AssemblyImage.Of("ReleaseKit.Tasks");

    private static DeclaredType[] Tasks { get; } =
    [
        .. Image.Declared.Where(t => !t.Attributes.HasFlag(TypeAttributes.Abstract) && Image.Ancestors(t).Contains("Microsoft.Build.Utilities.Task")),
    ];

    [Fact]
    public void EveryTaskIsSealed()
    {
        Tasks.ShouldNotBeEmpty();
        Tasks.Where(t => !t.Attributes.HasFlag(TypeAttributes.Sealed)).Select(t => t.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void EveryTaskMayRunBesideOthersInOneProcess()
    {
        // The attribute is not inherited: a task without it is moved to a process of its own and loses its parallelism.
        Tasks.Where(t => !t.CustomAttributes.Contains("Microsoft.Build.Framework.MSBuildMultiThreadableTaskAttribute")).Select(t => t.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void EveryTaskIsDeclaredOnceAndEveryDeclarationIsATask()
    {
        var declared = ShippedFiles.Project("ReleaseKit.Tasks.props").Descendants("UsingTask").Select(u => u.Attribute("TaskName")!.Value).ToArray();
        declared.ShouldBe(Tasks.Select(t => t.FullName), ignoreOrder: true);
    }

    [Fact]
    public void EveryTaskIsUsedByATarget()
    {
        var used = ShippedFiles.Targets.SelectMany(p => p.Document.Descendants("Target")).SelectMany(t => t.Elements()).Select(e => e.Name.LocalName).ToHashSet(StringComparer.Ordinal);
        Tasks.Select(t => t.Name).Where(name => !used.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void TasksKeepNoStateBetweenCalls()
    {
        string[] never = ["System.IO.Directory::SetCurrentDirectory", "System.IO.Directory::GetCurrentDirectory", "System.Environment::get_CurrentDirectory",
            "System.Environment::SetEnvironmentVariable", "System.Environment::GetEnvironmentVariable", "System.Console::",
            "Microsoft.Build.Utilities.TaskLoggingHelper::LogErrorFromException", "Microsoft.Build.Utilities.TaskLoggingHelper::LogWarningFromException"];
        // Somebody at a terminal can only be asked there.
        string[] prompt = ["System.Console::get_In", "System.Console::get_IsInputRedirected"];
        Image.Members.Except(prompt).Where(m => never.Any(n => m.StartsWith(n, StringComparison.Ordinal))).ShouldBeEmpty();
    }
}
