using ReleaseKit.Rehearsal;

return await RehearsalProgram.RunAsync(args, Environment.GetEnvironmentVariable, Console.Out, Console.Error);
